import type { CivilDate } from '#core/calendar/index'
import { type Tx, copyRows, query } from '#core/database/index'
import type { Entry, EntryState } from './entry_rows.ts'

export interface Changing {
  readonly municipalityId: bigint
  readonly operation: string
  readonly to: EntryState
  readonly on: CivilDate
  readonly at: Date
  readonly by: string
  readonly reason: string
}

/** Moves entries to another state and keeps who did it, when and why. */
export async function changeEntries(
  tx: Tx,
  entries: readonly Entry[],
  { municipalityId, operation, to, on, at, by, reason }: Changing
): Promise<void> {
  if (entries.length === 0) return
  await query(
    tx,
    `update debt_register_entries set state = ?, paid_on = case when ? = 'paid' then ?::date end
      where municipality_id = ? and id = any(?::bigint[])`,
    [to, to, on, municipalityId, entries.map(({ id }) => id)]
  )
  await copyRows(
    tx,
    'debt_register_operations',
    [
      ...['municipality_id', 'entry_id', 'operation', 'before', 'after', 'done_on', 'done_at'],
      ...['done_by', 'reason'],
    ],
    entries.map(({ id, state }) => [
      municipalityId,
      id,
      operation,
      state,
      to,
      on,
      at.toISOString(),
      by,
      reason,
    ])
  )
}
