import { type Report, monthFilter } from '#core/reports/index'
import { KIND_OPTIONS } from '#plugins/readings/api'
import { categoryFilter, groupFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
import { PARKED_CODES, SETTLEMENTS } from '../records/options.ts'
import { OF_CATEGORY, OF_GROUP, SERVICE_SUMS, STANDING, invoiceColumn } from './shared.ts'

const SITUATIONS = [
  ...SETTLEMENTS,
  { value: 'not_billed', label: 'Não faturado', tone: 'bad' as const },
]
const REASONS = [...PARKED_CODES, { value: 'not_run', label: 'Fora da rodada do mês' }]

/** Every premise in use with its invoice of the month, or why it has none (TR-3.2.19.65). */
export const followUp: Report = {
  name: 'billing.follow_up',
  title: 'Acompanhamento do faturamento',
  help: 'Cada imóvel em uso com a fatura do mês, ou com o motivo de não ter fatura.',
  permission: 'billing.read',
  personal: 'registry.personal_data',
  section: 'Faturamento',
  filters: [
    monthFilter,
    groupFilter,
    categoryFilter,
    { name: 'situation', label: 'Situação', type: 'enum', options: SITUATIONS },
  ],
  columns: [
    { name: 'billing_group', label: 'Grupo', type: 'text' },
    { name: 'route', label: 'Rota', type: 'text' },
    premiseColumn,
    holderColumn,
    invoiceColumn,
    { name: 'issued_on', label: 'Emissão', type: 'date' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'days', label: 'Dias de consumo', type: 'integer' },
    { name: 'kind', label: 'Tipo de consumo', type: 'enum', options: KIND_OPTIONS },
    { name: 'billed_m3', label: 'Consumo faturado', type: 'volume', isTotal: true },
    { name: 'water_cents', label: 'Água', type: 'money', isTotal: true },
    { name: 'sewage_cents', label: 'Esgoto', type: 'money', isTotal: true },
    { name: 'other_cents', label: 'Outros', type: 'money', isTotal: true },
    { name: 'late_cents', label: 'Multa e juros', type: 'money', isTotal: true },
    { name: 'charged_cents', label: 'Lançado', type: 'money', isTotal: true },
    { name: 'credits_cents', label: 'Créditos', type: 'money', isTotal: true },
    { name: 'carried_out_cents', label: 'Levado à próxima', type: 'money', isTotal: true },
    { name: 'total_cents', label: 'A pagar', type: 'money', isTotal: true },
    { name: 'situation', label: 'Situação', type: 'enum', options: SITUATIONS },
    { name: 'reason', label: 'Por que não', type: 'enum', options: REASONS },
  ],
  sort: { column: 'billing_group', direction: 'asc' },
  groups: ['billing_group', 'route', 'situation', 'reason'],
  chart: { title: 'Total por grupo', category: 'billing_group', value: 'total_cents' },
  sql: `select rows.* from (
          select g.code || ' ' || g.name as billing_group, r.code || ' ' || r.name as route, p.id as premise_id,
                 p.holder_name as holder, i.id as invoice_id, i.issued_on, i.due_on,
                 i.period_until - i.period_from + 1 as days, k.kind, i.billed_m3,
                 sums.water_cents, sums.sewage_cents, sums.other_cents, sums.late_cents,
                 sums.total_cents as charged_cents, i.credits_cents, i.carried_out_cents, i.total_cents,
                 coalesce(i.settlement, 'not_billed') as situation,
                 case when i.id is null then coalesce((
                   select b.code from billing_parked b join billing_runs u on u.id = b.run_id and u.reference = :reference
                    where b.municipality_id = p.municipality_id and b.state = 'waiting' and b.premise_id = p.id limit 1), 'not_run')
                 end as reason
            from registry_premises p
            join registry_billing_groups g on g.id = p.billing_group_id
            left join billing_invoices i on i.premise_id = p.id and i.reference = :reference and ${STANDING}
            left join readings_readings k on k.load_item_id = i.load_item_id
            left join readings_route_stops s on s.premise_id = p.id
            left join readings_routes r on r.id = s.route_id
            left join lateral (
              select ${SERVICE_SUMS},
                     coalesce(sum(c.amount_cents) filter (where c.component <> 'principal'), 0)::bigint as late_cents
                from billing_charges c where c.municipality_id = i.municipality_id and c.invoice_id = i.id) sums on i.id is not null
           where p.municipality_id = :municipality and (p.status = 'active' or i.id is not null)
             and ${OF_GROUP} and ${OF_CATEGORY}) rows
         where (:situation::text is null or rows.situation = :situation)`,
}
