import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { type Actor, performAction } from '#core/actions/index'
import { type PersonalRead, appendEntry, notePersonalRead } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { streamStored } from '#core/files/index'
import { startRun } from '#core/jobs/index'
import { format } from '#core/web/index'
import { errors } from './errors.ts'
import { contingencyJob } from './pack_job.ts'
import { contingencyPassphrase } from './passphrase_action.ts'

interface PackRow {
  readonly id: bigint
  readonly file_id: bigint
  readonly entries: number
  readonly bytes: bigint
  readonly made_at: Date
}

const SHOWN = 60
const MIB = 1024 ** 2

/** A pack holds the whole municipality. @throws BusinessError E_RECORDS_CONTINGENCY_TERRITORY */
function refuseLimited({ scope, name }: Actor): void {
  if (scope?.localities) throw errors.E_RECORDS_CONTINGENCY_TERRITORY({ user: name })
}

/** The packs for days without internet: made, taken, and their passphrase. */
export default class PacksController {
  async index({ actor, authorize, view }: HttpContext) {
    authorize('records.contingency')
    refuseLimited(actor)
    const packs = await query<PackRow>(
      db,
      `select id, file_id, entries, bytes, made_at from records_contingency_packs
        where municipality_id = ? and erased_at is null order by id desc limit ${SHOWN}`,
      [actor.municipalityId]
    )
    const [key] = await query<{ set_at: Date }>(
      db,
      'select set_at from records_contingency_keys where municipality_id = ?',
      [actor.municipalityId]
    )
    return view.render('pages/contingency/index', {
      packs: packs.map((pack) => ({
        ...pack,
        size: `${format.decimal((Number(pack.bytes) / MIB).toFixed(1))} MiB`,
      })),
      keySetAt: key?.set_at ?? null,
      maySetKey: actor.permissions.has('records.contingency_key'),
    })
  }

  async passphrase({ actor, request, response, session }: HttpContext) {
    const { description } = await performAction(contingencyPassphrase, {
      actor,
      input: request.only(['password']),
    })
    session.flash('done', `${description}. Ela vale para os pacotes feitos a partir de agora.`)
    return response.redirect().toPath('/contingency')
  }

  async generate({ actor, authorize, municipality, response }: HttpContext) {
    authorize('records.contingency')
    const token = format.datetime(clock.now(), municipality.timeZone)
    const { id } = await startRun(contingencyJob, { token }, actor)
    return response.redirect().toPath(`/jobs/${id}`)
  }

  /** A pack holds the personal data of everybody: who took it is in the trail before the first byte leaves. */
  async take({ actor, authorize, params, response }: HttpContext) {
    authorize('records.contingency')
    refuseLimited(actor)
    const id = String(params.id)
    const file = await db.transaction(async (tx) => {
      const [pack] = await query<PackRow>(
        tx,
        `select id, file_id, entries, bytes, made_at from records_contingency_packs
          where municipality_id = ? and id = ? and erased_at is null`,
        [actor.municipalityId, id]
      )
      if (!pack) throw errors.E_RECORDS_CONTINGENCY_GONE({ id })
      const read: PersonalRead = {
        recordType: 'records.contingency',
        title: 'Pacote de contingência',
        way: 'export',
        rows: pack.entries,
        filter: `pack=${id}`,
      }
      await notePersonalRead(actor, read, tx)
      await appendEntry(tx, {
        ...{ municipalityId: actor.municipalityId, at: clock.now(), actor, subject: null },
        ...{ action: 'records.contingency_download', reason: null },
        description: `Baixou o pacote de contingência ${id}, com ${pack.entries} cadastros`,
        payload: { pack: id, entries: pack.entries },
      })
      return streamStored(tx, actor.municipalityId, pack.file_id)
    })
    response.header('content-type', 'text/html; charset=utf-8')
    response.header('content-length', String(file.bytes))
    response.header('content-disposition', `attachment; filename="${file.name}"`)
    response.header('cache-control', 'private, no-store')
    return response.stream(file.content)
  }
}
