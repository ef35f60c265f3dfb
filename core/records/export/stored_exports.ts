import type { Actor } from '#core/actions/index'
import { errors } from '../errors.ts'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'

export interface StoredExport {
  readonly id: bigint
  readonly fileId: bigint
  readonly rows: number
  readonly runId: bigint
}

const KEPT_DAYS = 7

/** Files that a person asked for and has not taken yet: the list says that they wait. */
export function waitingExports(type: RecordType, actor: Actor): Promise<StoredExport[]> {
  return readRows<StoredExport>(
    `select id, file_id as "fileId", rows, run_id as "runId" from records_exports
      where user_id = ? and record_type = ? and taken_at is null
        and created_at > now() - interval '${KEPT_DAYS} days'
      order by id desc limit 3`,
    [actor.userId, type.name]
  )
}

/** An export of the person's own, marked as taken. @throws BusinessError E_RECORDS_EXPORT_GONE */
export async function takeExport(actor: Actor, id: string): Promise<StoredExport> {
  const [row] = await readRows<StoredExport>(
    `update records_exports set taken_at = coalesce(taken_at, now())
      where id = ? and user_id = ? and municipality_id = ?
      returning id, file_id as "fileId", rows, run_id as "runId"`,
    [id, actor.userId, actor.municipalityId]
  )
  if (!row) throw errors.E_RECORDS_EXPORT_GONE({ id })
  return row
}
