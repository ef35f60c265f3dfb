import { type Tx, query } from '#core/database/index'
import { type TermsQuery, runningOn } from './terms.ts'

/** What each of some premises does not pay on a day; most are absent. */
export async function frozenExemptions(
  tx: Tx,
  asked: TermsQuery
): Promise<ReadonlyMap<bigint, string[]>> {
  const running = runningOn(asked)
  const rows = await query<{ premise_id: bigint; services: string[] }>(
    tx,
    `select premise_id, array_agg(service order by service) as services from billing_exemptions
      where ${running.sql}
      group by premise_id`,
    running.bindings
  )
  return new Map(rows.map(({ premise_id: id, services }) => [id, services]))
}
