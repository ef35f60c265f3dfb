import { type CivilDate, type RefMonth, refMonth } from '#core/calendar/index'
import { type SqlValue, type Tx, query } from '#core/database/index'

/**
 * SQL of the months from the first receipt until the one before `:position_on`, each with its reconciliation and whether it is
 * late by the parameter in force on that day.
 */
export const MONTHS = `
  select m.reference, r.id, r.received_cents, r.credited_cents, r.booked_cents, r.open_items, r.open_cents, r.concluded_by,
         r.concluded_at, r.justification, r.approved_by,
         case when r.state in ('concluded', 'approved') then r.state
              when m.ends_on + coalesce((p.value #>> '{}')::int, 15) < :position_on::date then 'late' else 'waiting' end as state
    from (select to_char(d, 'YYYY-MM') as reference, (d + interval '1 month' - interval '1 day')::date as ends_on
            from generate_series((select date_trunc('month', min(posted_on)) from receivables_receipts
                                   where municipality_id = :municipality), :position_on::date, interval '1 month') d) m
    left join payments_reconciliations r on r.municipality_id = :municipality and r.reference = m.reference
    left join (select v.content::jsonb->'value' as value
                 from configuration_versions v join configuration_items t on t.id = v.item_id
                where t.kind = 'parameter' and t.key = 'payments.reconciliation_days'
                  and coalesce(t.municipality_id, :municipality) = :municipality and v.status = 'approved'
                  and v.in_force_from <= :position_on::date and coalesce(v.in_force_until, 'infinity') >= :position_on::date
                order by t.municipality_id nulls last, v.in_force_from desc limit 1) p on true
   where m.ends_on < :position_on::date`

/** The months whose reconciliation is late on a day. */
export async function lateMonths(
  tx: Tx,
  municipalityId: bigint,
  on: CivilDate
): Promise<RefMonth[]> {
  const bindings: SqlValue[] = []
  const sql = MONTHS.replaceAll(/(?<!:):(municipality|position_on)\b/g, (_, name: string) => {
    bindings.push(name === 'municipality' ? municipalityId : on)
    return '?'
  })
  const rows = await query<{ reference: string }>(
    tx,
    `select reference from (${sql}) months where state = 'late' order by 1`,
    bindings
  )
  return rows.map(({ reference }) => refMonth(reference))
}
