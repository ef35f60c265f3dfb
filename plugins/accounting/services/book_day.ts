import { type CivilDate, addDays, lastDay, refMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

/** Who posts shares it; who closes a month has it alone. */
const lock = (shared: '' | '_shared') =>
  `select pg_advisory_xact_lock${shared}(hashtextextended('accounting.books', ?))`

/** Nobody posts until this transaction ends: what was being posted is in the books already. */
export async function holdBooks(tx: Tx, municipalityId: bigint): Promise<void> {
  await query(tx, lock(''), [municipalityId])
}

/** The last day that is closed; null when no month is. Months are closed in their order. */
export async function closedUntil(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<CivilDate | null> {
  const [row] = await query<{ last: string | null }>(
    tx,
    `select max(reference) as last from accounting_periods where municipality_id = ? and state <> 'open'`,
    [municipalityId]
  )
  return row!.last === null ? null : lastDay(refMonth(row!.last))
}

/**
 * The day on which something is posted: its own, or the first open one when its month is closed. Holds the books open until
 * the transaction ends, so that no month closes between the answer and the posting.
 */
export async function bookDay(tx: Tx, municipalityId: bigint, on: CivilDate): Promise<CivilDate> {
  await query(tx, lock('_shared'), [municipalityId])
  const closed = await closedUntil(tx, municipalityId)
  return closed !== null && on <= closed ? addDays(closed, 1) : on
}
