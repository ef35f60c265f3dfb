import { type Tx, query } from '#core/database/index'

/** What is open of an item, and the bill that asked for it first. */
export interface BillLine {
  readonly itemId: bigint
  readonly cents: bigint
  readonly countsForCut: boolean
  readonly number: string | null
}

/** What some items still ask for, locked against payments until the notice is written. */
export async function billLines(
  tx: Tx,
  municipalityId: bigint,
  itemIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, BillLine>> {
  const rows = await query<BillLine>(
    tx,
    `select i.id as "itemId", i.open_cents - i.withheld_cents as cents, b.counts_for_cut as "countsForCut",
            (select min(d.number) from receivables_document_items x join receivables_documents d on d.id = x.document_id
              where x.item_id = i.id and d.kind = 'invoice') as number
       from receivables_items i join receivables_beneficiaries b on b.id = i.beneficiary_id
      where i.municipality_id = ? and i.id = any(?::bigint[]) and i.state = 'open' and i.open_cents > i.withheld_cents
      order by i.id for share of i`,
    [municipalityId, itemIds]
  )
  return new Map(rows.map((row) => [row.itemId, row]))
}
