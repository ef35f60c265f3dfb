import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { exchangeFolder } from './exchange_folder.ts'

interface Finished {
  readonly id: bigint
  readonly taken_as: string
  readonly municipalityId: bigint
  readonly agentCode: string
  readonly code: string
  readonly status: string
  readonly reason: string | null
}

/** A file whose import is over goes to `done`, or to `rejected` when it was not taken. */
export async function putAwayFile(runId: bigint): Promise<void> {
  const [file] = await query<Finished>(
    db,
    `select p.id, p.taken_as, p.municipality_id as "municipalityId", a.code as "agentCode", g.code, f.status, f.reason
       from payments_pickups p
       join payments_agreements g on g.id = p.agreement_id join payments_agents a on a.id = g.agent_id
       join payments_files f on f.agreement_id = p.agreement_id and f.file_object_id = p.file_object_id
      where p.run_id = ? and p.state = 'taken' order by f.id desc limit 1`,
    [runId]
  )
  if (!file) return
  const isGood = file.status === 'imported' || file.status === 'repeated'
  const folder = exchangeFolder(file.municipalityId, file)
  if (folder === null) return
  await folder.putAway(file.taken_as, isGood ? 'done' : 'rejected', file.id)
  await query(db, 'update payments_pickups set state = ?, reason = ? where id = ?', [
    ...[isGood ? 'done' : 'rejected', file.reason, file.id],
  ])
}
