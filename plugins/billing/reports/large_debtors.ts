import { type Report, positionFilter } from '#core/reports/index'
import { STAGES } from '../records/options.ts'
import { LATE_COLUMNS, LATE_SUMS, STANDS, lateFilters } from './shared.ts'

const KINDS = [
  { value: 'person', label: 'Pessoa física' },
  { value: 'company', label: 'Pessoa jurídica' },
  { value: 'public_body', label: 'Órgão público' },
  { value: 'foreign', label: 'Estrangeiro(a)' },
]

/** Who owes most, with all the premises of each (TR-3.2.19.42). */
export const largeDebtors: Report = {
  name: 'billing.large_debtors',
  title: 'Grandes devedores',
  help: 'Os clientes que mais devem, com todas as suas faturas vencidas, a fase de cobrança e o último pagamento.',
  permission: 'billing.read',
  personal: 'registry.personal_data',
  section: 'Cobrança',
  filters: [
    // What is open now: a day gone by would leave out what was paid since.
    { ...positionFilter, label: 'Vencidas até' },
    {
      name: 'top',
      label: 'Quantos clientes',
      type: 'integer',
      isRequired: true,
      initial: () => '50',
    },
    { name: 'least_cents', label: 'Dívida mínima', type: 'money' },
    { name: 'kind', label: 'Tipo de cliente', type: 'enum', options: KINDS },
    ...lateFilters,
  ],
  columns: [
    { name: 'place', label: 'Ordem', type: 'integer' },
    { name: 'customer_id', label: 'Cliente', type: 'reference', record: 'registry.customers' },
    { name: 'taxpayer_id', label: 'CPF/CNPJ', type: 'taxpayer', isPersonal: true },
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
    { name: 'premises', label: 'Imóveis', type: 'integer', isTotal: true },
    { name: 'invoices', label: 'Faturas', type: 'integer', isTotal: true },
    { name: 'oldest_on', label: 'Desde', type: 'date' },
    ...LATE_COLUMNS,
    { name: 'share_percent', label: 'Da dívida toda', type: 'decimal', unit: '%', isTotal: true },
    { name: 'plan_cents', label: 'Em acordo', type: 'money', isTotal: true },
    { name: 'court_cents', label: 'Em execução', type: 'money', isTotal: true },
    { name: 'stage', label: 'Fase mais adiantada', type: 'enum', options: STAGES },
    { name: 'last_paid_on', label: 'Último pagamento', type: 'date' },
  ],
  sort: { column: 'place', direction: 'asc' },
  groups: ['kind', 'stage'],
  chart: { title: 'Em aberto por tipo de cliente', category: 'kind', value: 'open_cents' },
  sql: `with late as (
          select ${LATE_SUMS} from (
            select coalesce(i.owed_by_id, i.debtor_id) as debtor_id, i.premise_id, i.due_on, i.stage, i.arrangement,
                   :position_on::date - i.due_on as days, i.total_cents - i.settled_cents as open_cents
              from billing_invoices i
             where i.municipality_id = :municipality and i.settlement in ('open', 'partly_settled')
               and i.due_on < :position_on) pending),
        debtors as (
          select debtor_id, count(distinct premise_id) as premises, count(*) as invoices, min(due_on) as oldest_on,
                 sum(open_cents)::bigint as open_cents, sum(fine_cents)::bigint as fine_cents,
                 sum(interest_cents)::bigint as interest_cents,
                 coalesce(sum(open_cents) filter (where arrangement = 'plan'), 0)::bigint as plan_cents,
                 coalesce(sum(open_cents) filter (where stage = 'in_court'), 0)::bigint as court_cents,
                 (array['ordinary', 'noticed', 'listed', 'protested', 'inscribed', 'in_court'])
                   [max(array_position(array['ordinary', 'noticed', 'listed', 'protested', 'inscribed', 'in_court'], stage))] as stage
            from late group by debtor_id),
        ranked as (
          select d.*, c.taxpayer_id, c.kind, row_number() over (order by d.open_cents desc, d.debtor_id) as place,
                 round(100 * d.open_cents / sum(d.open_cents) over (), 1) as share_percent
            from debtors d join registry_customers c on c.id = d.debtor_id
           where (:kind::text is null or c.kind = :kind) and d.open_cents >= coalesce(:least_cents::bigint, 0))
        select place, debtor_id as customer_id, taxpayer_id, kind, premises, invoices, oldest_on, open_cents, fine_cents,
               interest_cents, open_cents + fine_cents + interest_cents as updated_cents, share_percent, plan_cents,
               court_cents, stage,
               (select max(s.settled_on) from receivables_items it join receivables_settlements s on s.item_id = it.id
                   and ${STANDS}
                 where it.municipality_id = :municipality and it.debtor_id = ranked.debtor_id) as last_paid_on
          from ranked where place <= :top::int`,
}
