import { type Report, periodFilters } from '#core/reports/index'
import { ENROLMENT_CHANNELS } from '../records/options.ts'
import { BANK, OF_BANK, bankColumn, bankFilter } from './shared.ts'

const CHANNEL = '(:channel::text is null or e.channel = :channel)'

const count = (name: string, condition: string) => `count(*) filter (where ${condition}) as ${name}`

/** How many premises are in direct debit at each bank, and how that came about in a period (TR-3.2.19.71). */
export const byBank: Report = {
  name: 'debits.by_bank',
  title: 'Cadastros de débito em conta por banco',
  help: 'Quantos imóveis estavam em débito em conta em cada banco no início do período, quantos entraram e saíram, e quantos ficaram.',
  permission: 'debits.read',
  section: 'Arrecadação',
  filters: [
    ...periodFilters,
    bankFilter,
    { name: 'channel', label: 'Registrada por', type: 'enum', options: ENROLMENT_CHANNELS },
  ],
  columns: [
    bankColumn,
    { name: 'at_start', label: 'No início', type: 'integer', isTotal: true },
    { name: 'included', label: 'Incluídos', type: 'integer', isTotal: true },
    { name: 'excluded', label: 'Excluídos', type: 'integer', isTotal: true },
    { name: 'at_end', label: 'No fim', type: 'integer', isTotal: true },
    { name: 'unidentified', label: 'A identificar', type: 'integer', isTotal: true },
    { name: 'percent', label: 'Dos imóveis', type: 'decimal', unit: '%' },
    {
      ...{ name: 'amount_cents', label: 'Valor na última competência', type: 'money' },
      isTotal: true,
    },
  ],
  sort: { column: 'bank', direction: 'asc' },
  groups: ['bank'],
  chart: { title: 'Imóveis em débito em conta', category: 'bank', value: 'at_end' },
  sql: `select ${BANK}, coalesce(n.at_start, 0) as at_start, coalesce(n.included, 0) as included,
               coalesce(n.excluded, 0) as excluded, coalesce(n.at_end, 0) as at_end, coalesce(w.waiting, 0) as unidentified,
               round(100.0 * coalesce(n.at_end, 0) / nullif((
                 select count(*) from registry_premises p where p.municipality_id = :municipality), 0), 2) as percent,
               coalesce(v.cents, 0)::bigint as amount_cents
          from payments_agents a
          left join lateral (
            select ${count('at_start', 'e.from_on < :from_on::date and coalesce(e.until_on, :from_on::date) >= :from_on::date')},
                   ${count('included', 'e.from_on between :from_on::date and :until_on::date')},
                   ${count('excluded', 'e.until_on between :from_on::date and :until_on::date')},
                   ${count('at_end', 'e.from_on <= :until_on::date and coalesce(e.until_on, :until_on::date + 1) > :until_on::date')}
              from debits_enrolments e join payments_agreements g on g.id = e.agreement_id
             where e.municipality_id = :municipality and g.agent_id = a.id and ${CHANNEL}) n on true
          left join lateral (
            select count(*) as waiting from debits_registrations b join payments_agreements g on g.id = b.agreement_id
             where b.municipality_id = :municipality and b.state = 'unidentified' and g.agent_id = a.id) w on true
          left join lateral (
            select sum(o.amount_cents) as cents from debits_orders o join payments_agreements g on g.id = o.agreement_id
             where o.municipality_id = :municipality and g.agent_id = a.id and o.reference = (
                     select max(reference) from debits_orders where municipality_id = :municipality)) v on true
         where a.municipality_id = :municipality and ${OF_BANK}
           and exists (select from payments_agreements g where g.agent_id = a.id and g.kind = 'direct_debit')`,
}
