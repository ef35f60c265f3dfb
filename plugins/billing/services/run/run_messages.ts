import type { CivilDate } from '#core/calendar/index'
import { type Tx, canonicalJson, query } from '#core/database/index'
import type { BillMessage } from '../../domain/bill_messages.ts'

/** The messages in force on a day for a group, in their order, as a run freezes them. */
export async function messagesNow(
  tx: Tx,
  municipalityId: bigint,
  { group, on }: { readonly group: bigint; readonly on: CivilDate }
): Promise<string> {
  const rows = await query<BillMessage>(
    tx,
    `select title, text, tone, condition from billing_messages
      where municipality_id = ? and is_active and from_on <= ? and coalesce(until_on, ?) >= ?
        and coalesce(billing_group_id, ?) = ?
      order by position, id`,
    [municipalityId, on, on, on, group, group]
  )
  return canonicalJson(rows.map((row) => ({ ...row })))
}

export const parseMessages = (text: string): readonly BillMessage[] =>
  JSON.parse(text) as BillMessage[]
