import { type RefMonth, firstDay } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface MonthQuery {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
  readonly reference: RefMonth
}

/** Of some premises, those whose waste of a month a booklet pays, whatever day the month is read on. */
export async function paidWaste(
  tx: Tx,
  { municipalityId, premiseIds, reference }: MonthQuery
): Promise<ReadonlySet<bigint>> {
  const rows = await query<{ premise_id: bigint }>(
    tx,
    `select premise_id from billing_waste_booklets
      where municipality_id = ? and premise_id = any(?::bigint[]) and state = 'current'
        and ?::date between covers_from and covers_until`,
    [municipalityId, premiseIds, firstDay(reference)]
  )
  return new Set(rows.map(({ premise_id: id }) => id))
}
