import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { indexSearchAll, isOutside } from '#core/records/index'
import { PROTECTIONS } from '../records/cut_options.ts'
import { errors } from '../errors.ts'
import { recall } from '../services/cut/review_cases.ts'
import { caseOfPremise } from '../services/cut/standing_cases.ts'

interface Protection {
  readonly id: bigint
  readonly premiseId: bigint
}

const labelOf = (kind: string) =>
  PROTECTIONS.find(({ value }) => value === kind)!.label.toLowerCase()
const subject = (_: unknown, { id }: Protection) => ({ type: 'dunning.protections', id })
const serviceRecord = (task: string) => ({
  ...{ task, group: 'Cobrança' },
  unit: (_: unknown, { premiseId: id }: Protection) => ({ type: 'registry.premises', id }),
})

const input = vine.create({
  premise_id: rowId(),
  kind: vine.enum(PROTECTIONS.map(({ value }) => value)),
  basis: vine.string().trim().minLength(5).maxLength(300),
  until_on: civilDay().optional(),
})

async function protect(
  { tx, municipalityId, actor }: ActionContext,
  given: Infer<typeof input>
): Promise<Protection> {
  const premiseId = BigInt(given.premise_id)
  const [premise] = await query(
    tx,
    'select from registry_premises where municipality_id = ? and id = ?',
    [municipalityId, premiseId]
  )
  if (!premise || (await isOutside(tx, actor, { type: 'registry.premises', id: premiseId })))
    throw errors.E_DUNNING_PREMISE_UNKNOWN({ id: premiseId })
  const on = await todayIn(tx, municipalityId)
  const { until_on: until } = given
  if (until !== undefined && until < on) throw errors.E_DUNNING_PROTECTION_UNTIL({ until })
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into dunning_protections (municipality_id, premise_id, kind, basis, since_on, until_on, placed_by)
     values (?, ?, ?, ?, ?, ?, ?) on conflict (premise_id, kind) where state = 'standing' do nothing returning id`,
    [municipalityId, premiseId, given.kind, given.basis, on, until ?? null, actor.name]
  )
  if (!row) throw errors.E_DUNNING_PROTECTED_ALREADY({ id: premiseId })
  await indexSearchAll(tx, 'dunning.protections', municipalityId, [row.id])
  const standing = await caseOfPremise(tx, municipalityId, premiseId)
  if (standing?.state === 'ordered') {
    const why = `imóvel protegido: ${labelOf(given.kind)}`
    await recall(tx, { municipalityId, on, why }, [standing])
  }
  return { id: row.id, premiseId }
}

/** A premise is not cut any more; an order that is out is called back. */
export const protectAction: Action<Infer<typeof input>, Protection> = {
  name: 'dunning.protect',
  title: 'Registrar proteção contra o corte',
  permission: 'dunning.protect',
  input,
  labels: { premise_id: 'Imóvel', kind: 'Proteção', basis: 'Fundamento', until_on: 'Até' },
  reason: 'none',
  subject,
  serviceRecord: serviceRecord('Proteção contra o corte'),
  run: protect,
  describe: ({ kind, basis }) => `Imóvel protegido contra o corte: ${labelOf(kind)} (${basis})`,
}

const one = vine.create({ id: rowId() })

/** The premise may be cut again. */
export const endProtectionAction: Action<Infer<typeof one>, Protection> = {
  name: 'dunning.end_protection',
  title: 'Encerrar proteção',
  permission: 'dunning.protect',
  input: one,
  labels: { id: 'Proteção' },
  reason: 'required',
  subject,
  serviceRecord: serviceRecord('Fim de proteção contra o corte'),
  async run({ tx, municipalityId, actor, reason }, { id }) {
    const [row] = await query<Protection>(
      tx,
      `update dunning_protections set state = 'ended', ended_on = ?, ended_by = ?, end_reason = ?
        where municipality_id = ? and id = ? and state = 'standing' returning id, premise_id as "premiseId"`,
      [await todayIn(tx, municipalityId), actor.name, reason, municipalityId, BigInt(id)]
    )
    if (!row) throw errors.E_DUNNING_PROTECTION_UNKNOWN({ id })
    return row
  },
  describe: () => 'Proteção contra o corte encerrada',
}
