import { type CivilDate, type RefMonth, addRefMonths, monthOf } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { Dec } from '#core/money/index'
import type { IndexSeries } from '../domain/monetary_correction.ts'

/** Months before the first delay that are looked at for the last published value. */
const MONTHS_BEFORE = 12

/** The series of a municipality's price indexes that delays since a date may need, by code. */
export async function indexSeries(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  since: CivilDate
): Promise<ReadonlyMap<string, IndexSeries>> {
  const rows = await query<{ index_code: string; month: RefMonth; percent: string }>(
    tx,
    `select index_code, month, percent::text as percent from receivables_index_values
      where municipality_id = ? and month >= ? order by index_code, month`,
    [municipalityId, addRefMonths(monthOf(since), -MONTHS_BEFORE)]
  )
  const groups = Map.groupBy(rows, (row) => row.index_code)
  return new Map(
    [...groups].map(([code, own]) => [
      code,
      new Map(own.map(({ month, percent }) => [month, Dec.of(percent)])),
    ])
  )
}
