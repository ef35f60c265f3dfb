import { type Tx, query } from '#core/database/index'

/** Ids of history templates, written once each and never changed. */
export async function historyIds(
  tx: Tx,
  municipalityId: bigint,
  templates: readonly string[]
): Promise<ReadonlyMap<string, bigint>> {
  const wanted = [...new Set(templates)].sort()
  if (wanted.length === 0) return new Map()
  const find = () =>
    query<{ id: bigint; template: string }>(
      tx,
      'select id, template from accounting_histories where municipality_id = ? and template = any(?::text[])',
      [municipalityId, wanted]
    )
  let rows = await find()
  if (rows.length < wanted.length) {
    await query(
      tx,
      `insert into accounting_histories (municipality_id, template) select ?, u.template from unnest(?::text[]) as u(template)
       on conflict (municipality_id, template) do nothing`,
      [municipalityId, wanted]
    )
    rows = await find()
  }
  return new Map(rows.map(({ id, template }) => [template, id]))
}

/**
 * SQL of the history text of a posting: the template kept with it, filled from the document or receipt that it came from.
 * `posting`: alias of `accounting_postings` in the statement.
 */
export const historyText = (posting: string): string => `(
  select case when ${posting}.reverses_id is null then '' else 'Estorno: ' end
         || replace(replace(replace(replace(h.template, '{number}', coalesce(d.number, ${posting}.source_id::text)),
              '{reference}', coalesce(substr(m.reference, 6) || '/' || left(m.reference, 4), '')),
              '{customer}', coalesce(c.name, '')), '{event}', ${posting}.event)
    from accounting_histories h
    left join lateral (
      select i.number, i.debtor_id, i.reference from billing_invoices i
       where ${posting}.source_type = 'billing.invoices' and i.id = ${posting}.source_id
      union all
      select rd.number, rd.debtor_id, rd.reference from receivables_receipts r left join receivables_documents rd on rd.id = r.document_id
       where ${posting}.source_type = 'receivables.receipts' and r.id = ${posting}.source_id
      union all
      select null, null, v.reference from accounting_provisions v
       where ${posting}.source_type = 'accounting.provisions' and v.id = ${posting}.source_id) d on true
    left join lateral (select coalesce(${posting}.reference, d.reference) as reference) m on true
    left join registry_customers c on c.id = d.debtor_id
   where h.id = ${posting}.history_id)`
