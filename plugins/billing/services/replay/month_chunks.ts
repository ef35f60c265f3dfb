import type { GroupOfResults, MonthOfResults, PopulationScope } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'

/** Billing sets of one run: about a thousand invoices at most. */
export interface InvoiceChunk {
  readonly runId: bigint
  readonly setKeys: readonly bigint[]
}

type Reader = Parameters<typeof query>[0]

/** Of a chunk; a small population is cut smaller, so that its progress is seen. */
const MOST_INVOICES = 1000
const FEWEST_INVOICES = 10
const SEEN_CHUNKS = 10

/** Months that were billed by the system itself, the newest first. */
export const billedMonths = (reader: Reader, municipalityId: bigint): Promise<MonthOfResults[]> =>
  query<MonthOfResults>(
    reader,
    `select reference as month, count(*)::int as results from billing_invoices
      where municipality_id = ? and run_id is not null group by reference order by reference desc`,
    [municipalityId]
  )

export const billedGroups = (reader: Reader, municipalityId: bigint): Promise<GroupOfResults[]> =>
  query<GroupOfResults>(
    reader,
    `select g.id::text as value, g.name as label from registry_billing_groups g
      where g.municipality_id = ? and exists (select from billing_runs r where r.billing_group_id = g.id)
      order by g.code`,
    [municipalityId]
  )

/** The invoices of some months in chunks, a billing set never divided. */
export async function invoiceChunks(
  tx: Tx,
  { municipalityId, from, until, groups }: PopulationScope
): Promise<{ spec: InvoiceChunk; results: number }[]> {
  const sets = await query<{ run_id: bigint; set_key: bigint; invoices: number }>(
    tx,
    `select i.run_id, i.set_key, count(*)::int as invoices
       from billing_runs r join billing_invoices i on i.run_id = r.id
      where r.municipality_id = ? and r.reference between ? and ?
        and (?::bigint[] is null or r.billing_group_id = any(?::bigint[]))
      group by r.reference, i.run_id, i.set_key order by r.reference, i.run_id, i.set_key`,
    [municipalityId, from, until, groups, groups]
  )
  const total = sets.reduce((sum, { invoices }) => sum + invoices, 0)
  const most = Math.min(MOST_INVOICES, Math.max(FEWEST_INVOICES, Math.ceil(total / SEEN_CHUNKS)))
  const chunks: { spec: { runId: bigint; setKeys: bigint[] }; results: number }[] = []
  for (const { run_id: runId, set_key: setKey, invoices } of sets) {
    let last = chunks.at(-1)
    if (last?.spec.runId !== runId || last.results + invoices > most) {
      last = { spec: { runId, setKeys: [] }, results: 0 }
      chunks.push(last)
    }
    last.spec.setKeys.push(setKey)
    last.results += invoices
  }
  return chunks
}

/** The chunk of one invoice: its billing set. Null for what the system did not bill itself. */
export async function chunkOfInvoice(
  tx: Tx,
  municipalityId: bigint,
  key: string
): Promise<InvoiceChunk | null> {
  if (!/^\d{1,18}$/.test(key)) return null
  const [row] = await query<{ run_id: bigint; set_key: bigint }>(
    tx,
    'select run_id, set_key from billing_invoices where id = ? and municipality_id = ? and run_id is not null',
    [BigInt(key), municipalityId]
  )
  return row ? { runId: row.run_id, setKeys: [row.set_key] } : null
}
