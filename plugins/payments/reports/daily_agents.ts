import { type Report, monthFilter } from '#core/reports/index'
import { CHANNELS, DOCUMENT_KINDS } from '#plugins/receivables/api'
import { AGENT, OF_AGENT, OF_CHANNEL, agentColumn, agentFilter } from './shared.ts'

/** What each agent collected on each day of a month, and in the month so far (CM-09). */
export const dailyAgents: Report = {
  name: 'payments.daily_agents',
  title: 'Arrecadação diária por agente',
  help: 'Quanto cada agente arrecadou em cada dia, por forma de pagamento e tipo de documento, o acumulado do mês e o mesmo agente no mês anterior.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [
    monthFilter,
    agentFilter,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
  ],
  columns: [
    { name: 'paid_on', label: 'Dia', type: 'date' },
    agentColumn,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
    { name: 'kind', label: 'Tipo de documento', type: 'enum', options: DOCUMENT_KINDS },
    { name: 'receipts', label: 'Recebimentos', type: 'integer', isTotal: true },
    { name: 'amount_cents', label: 'No dia', type: 'money', isTotal: true },
    { name: 'so_far_cents', label: 'Do agente, no mês até o dia', type: 'money' },
    { name: 'month_cents', label: 'De todos, no mês até o dia', type: 'money' },
    { name: 'before_cents', label: 'Do agente, no mês anterior', type: 'money' },
  ],
  sort: { column: 'paid_on', direction: 'asc' },
  groups: ['paid_on', 'agent', 'channel', 'kind'],
  chart: { title: 'Arrecadado por agente', category: 'agent', value: 'amount_cents' },
  sql: `with days as (
          select r.paid_on, r.agent_code, ${AGENT} as agent, r.channel, d.kind, count(*) as receipts,
                 sum(r.amount_cents) as amount
            from receivables_receipts r left join receivables_documents d on d.id = r.document_id
           where r.municipality_id = :municipality and r.state <> 'reversed' and ${OF_AGENT} and ${OF_CHANNEL}
             and r.posted_on >= (:reference || '-01')::date and r.paid_on >= (:reference || '-01')::date
             and r.paid_on < (:reference || '-01')::date + interval '1 month'
           group by r.paid_on, r.agent_code, 3, r.channel, d.kind),
        before as (
          select r.agent_code, sum(r.amount_cents)::bigint as cents from receivables_receipts r
           where r.municipality_id = :municipality and r.state <> 'reversed' and ${OF_CHANNEL}
             and r.posted_on >= (:reference || '-01')::date - interval '1 month'
             and r.paid_on >= (:reference || '-01')::date - interval '1 month' and r.paid_on < (:reference || '-01')::date
           group by r.agent_code)
        select y.paid_on, y.agent, y.channel, y.kind, y.receipts, y.amount::bigint as amount_cents,
               sum(y.amount) over (partition by y.agent_code order by y.paid_on range unbounded preceding)::bigint as so_far_cents,
               sum(y.amount) over (order by y.paid_on range unbounded preceding)::bigint as month_cents,
               coalesce(b.cents, 0) as before_cents
          from days y left join before b on b.agent_code = y.agent_code`,
}
