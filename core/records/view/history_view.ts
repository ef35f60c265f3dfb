import type { Actor } from '#core/actions/index'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'

export interface HistoryEntry {
  readonly at: Date
  readonly actorName: string
  readonly description: string
  readonly reason: string | null
}

const SHOWN = 50

/** What was done to a record, newest first. */
export async function historyView(
  actor: Actor,
  type: RecordType,
  id: bigint
): Promise<HistoryEntry[]> {
  const rows = await readRows<{
    at: Date
    actor_name: string
    description: string
    reason: string | null
  }>(
    `select at, actor_name, description, reason from audit_entries
      where subject_type = ? and subject_id = ? and municipality_id = ? order by id desc limit ${SHOWN}`,
    [type.name, id, actor.municipalityId]
  )
  return rows.map(({ at, actor_name: actorName, description, reason }) => ({
    at,
    actorName,
    description,
    reason,
  }))
}
