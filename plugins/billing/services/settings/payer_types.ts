import { type Tx, query } from '#core/database/index'
import type { TermsQuery } from './terms.ts'

/** What kind of customer the holder of each of some premises is on a day; of whom nobody said it is absent. */
export async function payerTypes(
  tx: Tx,
  { municipalityId, premiseIds, on }: TermsQuery
): Promise<ReadonlyMap<bigint, string>> {
  const rows = await query<{ premise_id: bigint; customer_type: string }>(
    tx,
    `select h.premise_id, c.customer_type from registry_holdings h join registry_customers c on c.id = h.customer_id
      where h.municipality_id = ? and h.premise_id = any(?::bigint[]) and h.role = 'holder'
        and h.from_on <= ? and coalesce(h.until_on, ?) >= ? and c.customer_type is not null`,
    [municipalityId, premiseIds, on, on, on]
  )
  return new Map(rows.map(({ premise_id: id, customer_type: type }) => [id, type]))
}
