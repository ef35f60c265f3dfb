import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { MonthDays } from './month_steps.ts'

/** The days of a group's month, whatever its localities: from the first that begins to the last that ends. */
export interface GroupMonth extends MonthDays {
  readonly billing_group_id: bigint
}

interface Wanted {
  readonly groupId: bigint
  readonly reference: RefMonth
}

/** What the calendar says of some months of groups; those that nobody planned are absent. */
export async function groupMonths(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  wanted: readonly Wanted[]
): Promise<ReadonlyMap<bigint, GroupMonth>> {
  const rows = await query<GroupMonth>(
    tx,
    `select s.billing_group_id, s.reference, min(s.load_on) as load_on, min(s.read_from_on) as read_from_on,
            max(s.read_until_on) as read_until_on, max(s.bill_on) as bill_on, max(s.deliver_on) as deliver_on,
            max(s.due_on) as due_on
       from unnest(?::bigint[], ?::bpchar[]) as w (group_id, reference)
       join billing_schedules s on s.billing_group_id = w.group_id and s.reference = w.reference
      where s.municipality_id = ? group by s.billing_group_id, s.reference`,
    [wanted.map(({ groupId }) => groupId), wanted.map(({ reference }) => reference), municipalityId]
  )
  return new Map(rows.map((row) => [row.billing_group_id, row]))
}
