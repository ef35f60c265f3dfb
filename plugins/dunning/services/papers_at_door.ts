import { type Json, type Tx, query } from '#core/database/index'

/**
 * Pending notices of some premises that nobody delivered yet, as a device prints them: number, terms, debts and text as they were
 * issued, and the code where one is printed. By premise.
 */
export async function papersAtDoor(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  premiseIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, Json>> {
  const rows = await query<{ premise_id: bigint; papers: Json }>(
    tx,
    `select n.premise_id, jsonb_agg(jsonb_build_object(
              'kind', n.kind, 'number', n.number, 'issued_on', n.issued_on::text, 'due_on', n.due_on::text,
              'amount_cents', n.amount_cents::text, 'message', n.message,
              'barcode', case when n.shows_barcode then d.barcode end, 'line', case when n.shows_barcode then d.line end,
              'debts', (select jsonb_agg(jsonb_build_object('number', b.number, 'reference', b.reference,
                                 'due_on', b.due_on::text, 'amount_cents', b.cents::text) order by b.due_on, b.id)
                          from dunning_notice_debts b where b.notice_id = n.id)) order by n.id) as papers
       from dunning_notices n join receivables_documents d on d.id = n.document_id
      where n.municipality_id = ? and n.premise_id = any(?::bigint[]) and n.state = 'pending' and n.kind <> 'letter'
        and n.delivered_on is null
      group by n.premise_id`,
    [municipalityId, premiseIds]
  )
  return new Map(rows.map((row) => [row.premise_id, row.papers]))
}
