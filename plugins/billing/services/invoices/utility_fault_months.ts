import { type Tx, query } from '#core/database/index'

/**
 * Of bills of a real reading that came back after months without one: how many of those months were estimated by the utility's
 * own fault, as the treatment of anomalies said (DECISIONS 52). Bills without such months are left out.
 */
export async function utilityFaultMonths(
  tx: Tx,
  municipalityId: bigint,
  invoiceIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, number>> {
  if (!invoiceIds.length) return new Map()
  const rows = await query<{ id: bigint; months: number }>(
    tx,
    `select i.id, count(*)::int as months
       from billing_invoices i
       join readings_readings r on r.load_item_id = i.load_item_id and r.kind = 'measured'
       left join lateral (
         select p.reference from readings_readings p
          where p.municipality_id = r.municipality_id and p.premise_id = r.premise_id and p.reference < r.reference and p.kind = 'measured'
          order by p.reference desc limit 1) last on true
       join readings_readings e on e.municipality_id = r.municipality_id and e.premise_id = r.premise_id and e.reference < r.reference
        and (last.reference is null or e.reference > last.reference)
      where i.municipality_id = ? and i.id = any(?::bigint[]) and e.fault = 'utility'
        and e.kind in ('average', 'estimated', 'minimum')
      group by i.id`,
    [municipalityId, invoiceIds]
  )
  return new Map(rows.map(({ id, months }) => [id, months]))
}
