import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, referenceMonth, rowId } from '#core/actions/index'
import { type CivilDate, formatRefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type KnownPoint, type Origin, problemOf, wholeMonth } from '../domain/judge_lines.ts'
import { errors } from '../errors.ts'
import { keepVolumes, knownPoints } from '../services/keep_volumes.ts'
import { cubicMetres } from './inputs.ts'

const origin = () => vine.enum(['measured', 'estimated'])
const said = {
  m3: cubicMetres(),
  origin: origin(),
  treated_m3: cubicMetres().optional(),
  document: vine.string().trim().maxLength(120).optional(),
}
const labels = {
  ...{ id: 'Volume', point_id: 'Ponto', reference: 'Mês', m3: 'Volume', origin: 'Origem' },
  ...{ treated_m3: 'Tratado', document: 'Documento' },
}
const subject = (_: unknown, { id }: { readonly id: bigint }) => ({
  ...{ type: 'macro_metering.volumes', id },
})

const typing = vine.create({ point_id: rowId(), reference: referenceMonth(), ...said })

interface Recorded {
  readonly id: bigint
  readonly code: string
}

async function codeOf({ tx, municipalityId }: ActionContext, id: bigint): Promise<string> {
  const [point] = await query<{ code: string }>(
    tx,
    'select code from macro_metering_points where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!point) throw errors.E_MACRO_METERING_POINT_UNKNOWN({ point: id })
  return point.code
}

/** The volume of a month at a point, typed. @throws E_MACRO_METERING_VOLUME */
export const recordVolumeAction: Action<Infer<typeof typing>, Recorded> = {
  name: 'macro_metering.record_volume',
  title: 'Registrar volume',
  permission: 'macro_metering.write',
  input: typing,
  labels,
  reason: 'none',
  subject,
  async run(context, { point_id: pointId, reference, treated_m3: treated, ...given }) {
    const { tx, municipalityId, actor, now: at } = context
    const code = await codeOf(context, BigInt(pointId))
    const line = {
      ...{ key: null, point: code, ...wholeMonth(reference), m3: given.m3 },
      ...{ origin: given.origin, treated: treated ?? null, document: given.document ?? null },
    }
    const keeping = {
      municipalityId,
      by: actor.name,
      at,
      source: 'typed',
      deliveryId: null,
    } as const
    const { fates, ids } = await keepVolumes(tx, keeping, [line])
    const [fate] = fates
    if (fate?.fate === 'accepted') return { id: ids[0]!, code }
    throw errors.E_MACRO_METERING_VOLUME({
      problem: fate?.fate === 'refused' ? fate.problem : 'este mês já tem o mesmo volume',
    })
  },
  describe: ({ m3, reference }, { code }) =>
    `Ponto ${code}: ${m3} m³ em ${formatRefMonth(reference)}`,
}

const correction = vine.create({ id: rowId(), ...said })

interface Corrected extends Recorded {
  readonly before: {
    readonly m3: string
    readonly origin: string
    readonly treated_m3: string | null
  }
}

/** Another value of a period; the former one stays in the trail, with the reason. @throws E_MACRO_METERING_VOLUME */
export const correctVolumeAction: Action<Infer<typeof correction>, Corrected> = {
  name: 'macro_metering.correct_volume',
  title: 'Corrigir volume',
  permission: 'macro_metering.write',
  input: correction,
  labels,
  reason: 'required',
  subject,
  async run(context, { id, m3, origin: is, treated_m3: treated, document }) {
    const { tx, municipalityId, actor, now } = context
    const [row] = await query<Former>(
      tx,
      `select v.m3::text as m3, v.origin, v.treated_m3::text as treated_m3, v.from_on as "from", v.until_on as "until", p.code
         from macro_metering_volumes v join macro_metering_points p on p.id = v.point_id
        where v.municipality_id = ? and v.id = ? for update of v`,
      [municipalityId, BigInt(id)]
    )
    if (!row) throw errors.E_MACRO_METERING_VOLUME({ problem: 'ele não existe' })
    const { from, until, code, ...before } = row
    const points = await knownPoints(tx, municipalityId, [{ point: code, from, until }])
    const line = {
      from,
      until,
      m3,
      origin: is,
      treated: treated ?? null,
      document: document ?? null,
    }
    const problem = problemOf(
      line,
      points.get(code) as KnownPoint,
      await todayIn(tx, municipalityId)
    )
    if (problem) throw errors.E_MACRO_METERING_VOLUME({ problem })
    await query(
      tx,
      `update macro_metering_volumes set m3 = ?, origin = ?, treated_m3 = ?, document = ?, source = 'typed', recorded_by = ?,
              recorded_at = ? where id = ?`,
      [m3, is, line.treated, line.document, actor.name, now, BigInt(id)]
    )
    return { id: BigInt(id), code, before }
  },
  describe: ({ m3 }, { code, before }) =>
    `Ponto ${code}: o volume passou de ${before.m3} para ${m3} m³`,
  trail: ({ m3, origin: is, treated_m3: treated = null }, { before }) => ({
    before,
    after: { m3, origin: is, treated_m3: treated },
  }),
}

interface Former {
  readonly m3: string
  readonly origin: Origin
  readonly treated_m3: string | null
  readonly from: CivilDate
  readonly until: CivilDate
  readonly code: string
}
