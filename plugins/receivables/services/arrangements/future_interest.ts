import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { MarkSource } from '../../domain/marks.ts'

/** Of waiting charges, the interest of plans of months after one: whoever pays all at once does not owe it (CDC, art. 52, § 2º). */
export async function interestAfter(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  { ids, month }: { readonly ids: readonly bigint[]; readonly month: RefMonth }
): Promise<ReadonlySet<bigint>> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select id from receivables_pending_charges
      where municipality_id = ? and id = any(?::bigint[]) and cause = 'plan_interest' and from_reference > ?`,
    [municipalityId, ids, month]
  )
  return new Set(rows.map(({ id }) => id))
}

interface GivenUp {
  readonly ids: readonly bigint[]
  /** What asks for the rest at once. */
  readonly for: MarkSource
}

/** No invoice asks for it any more. */
export const giveUpInterest = (tx: Tx, municipalityId: bigint, { ids, for: by }: GivenUp) =>
  query(
    tx,
    `update receivables_pending_charges set state = 'cancelled', given_up_type = ?, given_up_id = ?
      where municipality_id = ? and id = any(?::bigint[]) and state = 'pending'`,
    [by.type, by.id, municipalityId, ids]
  )

/** What asked for all at once was taken back: the interest waits again with the instalments that do. */
export const takeInterestBack = (tx: Tx, municipalityId: bigint, by: MarkSource) =>
  query(
    tx,
    `update receivables_pending_charges p set state = 'pending', given_up_type = null, given_up_id = null
      where p.municipality_id = ? and p.given_up_type = ? and p.given_up_id = ?
        and exists (select from receivables_pending_charges o
                     where o.municipality_id = p.municipality_id and o.source_type = p.source_type and o.source_id = p.source_id
                       and o.cause = 'plan' and o.state = 'pending')`,
    [municipalityId, by.type, by.id]
  )
