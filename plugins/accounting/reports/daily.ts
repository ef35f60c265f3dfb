import { type Report, monthFilter } from '#core/reports/index'
import { processColumn, processFilter, processOf } from './shared.ts'

const WITHIN = `municipality_id = :municipality and posted_on >= (:reference || '-01')::date
  and posted_on < (:reference || '-01')::date + interval '1 month'`

/** Each day of a month: what there was to post, what was posted, what waits (TR-3.2.19.57). */
export const daily: Report = {
  name: 'accounting.daily',
  title: 'Acompanhamento diário da contabilidade',
  help: 'Em cada dia e processo, quantos movimentos houve, quantos foram contabilizados e quantos esperam conta.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [
    monthFilter,
    processFilter,
    { name: 'only_open', label: 'Só com diferença', type: 'boolean' },
  ],
  columns: [
    { name: 'day', label: 'Dia', type: 'date' },
    processColumn,
    { name: 'events', label: 'Movimentos', type: 'integer', isTotal: true },
    { name: 'entries', label: 'Lançamentos', type: 'integer', isTotal: true },
    { name: 'debit_cents', label: 'Débito', type: 'money', isTotal: true },
    { name: 'credit_cents', label: 'Crédito', type: 'money', isTotal: true },
    { name: 'exported', label: 'Entregues', type: 'integer', isTotal: true },
    { name: 'difference', label: 'Sem conta', type: 'integer', isTotal: true },
    { name: 'waiting_cents', label: 'Valor sem conta', type: 'money', isTotal: true },
    { name: 'missing', label: 'O que falta', type: 'text' },
    { name: 'closed', label: 'Fechado', type: 'boolean' },
  ],
  sort: { column: 'day', direction: 'asc' },
  groups: ['day', 'process', 'closed'],
  chart: { title: 'Débito por dia', category: 'day', value: 'debit_cents' },
  sql: `select rows.*, difference = 0 as closed from (
          select posted_on as day, process, count(*) as events, count(*) filter (where posted) as entries,
                 coalesce(sum(amount_cents) filter (where posted), 0)::bigint as debit_cents,
                 coalesce(sum(amount_cents) filter (where posted), 0)::bigint as credit_cents,
                 count(export_id) as exported, count(*) filter (where not posted) as difference,
                 coalesce(sum(amount_cents) filter (where not posted), 0)::bigint as waiting_cents,
                 string_agg(distinct reason, '; ') filter (where not posted) as missing
            from (select posted_on, ${processOf('event')} as process, amount_cents, true as posted, null as reason, export_id
                    from accounting_postings where ${WITHIN}
                  union all
                  select posted_on, ${processOf('event')}, amount_cents, false, reason, null
                    from accounting_unposted where ${WITHIN} and state = 'waiting') events
           where (:process::text is null or process = :process)
           group by posted_on, process) rows
         where not coalesce(:only_open::boolean, false) or difference > 0`,
}
