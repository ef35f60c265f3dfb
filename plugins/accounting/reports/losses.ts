import { type Report, periodFilters, positionFilter } from '#core/reports/index'
import { categoryColumn, categoryFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
import { invoiceColumn } from './shared.ts'

const STATES = [
  { value: 'provisioned', label: 'Provisionado em parte', tone: 'info' },
  { value: 'loss', label: 'Perda reconhecida', tone: 'bad' },
  { value: 'partly', label: 'Recuperada em parte', tone: 'attention' },
  { value: 'recovered', label: 'Recuperada', tone: 'good' },
] as const

/**
 * A debt is a loss from the first reviewed provision that counts all of it, or from the act that ended it without money; a
 * smaller share is a provision alone.
 */
const RECOGNISED = `
  lines as (
    select l.debtor_id, l.premise_id, l.origin_type, l.origin_id, l.category, l.due_on, l.open_cents, l.provision_cents,
           l.percent, l.rule, p.position_on
      from accounting_provisions p
      join accounting_provision_lines l on l.municipality_id = p.municipality_id and l.provision_id = p.id
     where p.municipality_id = :municipality and p.state = 'posted' and p.position_on <= :position_on),
  ended as (
    select i.debtor_id, i.premise_id, i.origin_type, i.origin_id, i.category, i.due_on, sum(i.written_off_cents)::bigint as cents,
           i.withdrawn_on
      from receivables_items i join receivables_beneficiaries b on b.id = i.beneficiary_id and b.kind = 'utility'
     where i.municipality_id = :municipality and i.state = 'written_off' and i.withdrawn_on <= :position_on
     group by i.debtor_id, i.premise_id, i.origin_type, i.origin_id, i.category, i.due_on, i.withdrawn_on),
  debts as (
    select distinct on (debtor_id, premise_id, origin_type, origin_id, category, due_on)
           debtor_id, premise_id, origin_type, origin_id, category, due_on, open_cents,
           case when percent = 100 then coalesce(rule, 'Regra da provisão') else coalesce(rule, 'Provisão') end as rule,
           position_on as recognised_on, percent = 100 as is_loss, provision_cents
      from lines
     order by debtor_id, premise_id, origin_type, origin_id, category, due_on, (percent = 100) desc, position_on
  ),
  recognised as (
    select d.debtor_id, d.premise_id, d.origin_type, d.origin_id, d.category, d.due_on, d.open_cents, d.rule, d.recognised_on,
           d.provision_cents, case when d.is_loss then d.open_cents else 0 end as loss_cents
      from debts d
    union all
    select e.debtor_id, e.premise_id, e.origin_type, e.origin_id, e.category, e.due_on, e.cents, 'Baixa por ato', e.withdrawn_on, 0,
           e.cents
      from ended e
     where not exists (select from debts d where d.is_loss and d.origin_type = e.origin_type and d.origin_id = e.origin_id
                          and d.debtor_id = e.debtor_id and d.category is not distinct from e.category))`

/** What is expected never to be paid or was given up, and what of it came in after all (TR-3.2.19.61). */
export const losses: Report = {
  name: 'accounting.losses',
  title: 'Situação das perdas',
  help: 'De cada débito provisionado ou reconhecido como perda no período: por que regra e quando, a provisão, a perda, o que foi pago depois e o que ainda é perda. O saldo do cliente não muda com a provisão.',
  permission: 'accounting.read',
  personal: 'registry.personal_data',
  section: 'Contabilidade',
  filters: [
    ...periodFilters.map((one) => ({ ...one, label: `Reconhecido ${one.label.toLowerCase()}` })),
    positionFilter,
    categoryFilter,
    { name: 'rule', label: 'Regra', type: 'text' },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
  ],
  columns: [
    invoiceColumn,
    { name: 'document', label: 'Documento', type: 'text' },
    holderColumn,
    premiseColumn,
    categoryColumn,
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'value_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'rule', label: 'Regra', type: 'text' },
    { name: 'month', label: 'Mês do reconhecimento', type: 'refmonth' },
    { name: 'recognised_on', label: 'Reconhecido em', type: 'date' },
    { name: 'provision_cents', label: 'Provisão', type: 'money', isTotal: true },
    { name: 'loss_cents', label: 'Perda', type: 'money', isTotal: true },
    { name: 'recovered_cents', label: 'Recuperado depois', type: 'money', isTotal: true },
    { name: 'net_cents', label: 'Perda que resta', type: 'money', isTotal: true },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
  ],
  sort: { column: 'recognised_on', direction: 'asc' },
  groups: ['month', 'category', 'status'],
  chart: { title: 'Perda que resta por mês', category: 'month', value: 'net_cents' },
  sql: `with ${RECOGNISED},
    followed as (
      select r.*, least(r.open_cents, coalesce((
               select sum(s.amount_cents) from receivables_items it join receivables_settlements s on s.item_id = it.id
                where it.municipality_id = :municipality and it.origin_type = r.origin_type and it.origin_id = r.origin_id
                  and it.debtor_id = r.debtor_id and it.category is not distinct from r.category
                  and exists (select from receivables_beneficiaries b where b.id = it.beneficiary_id and b.kind = 'utility')
                  and s.posted_on > r.recognised_on and s.posted_on <= :position_on), 0))::bigint as recovered_cents
        from recognised r
       where r.recognised_on between :from_on and :until_on and (:category::text is null or r.category = :category)
         and (:rule::text is null or r.rule = :rule)),
    told as (
      select f.*, greatest(f.loss_cents - f.recovered_cents, 0)::bigint as net_cents,
             case when f.recovered_cents >= f.open_cents then 'recovered' when f.recovered_cents > 0 then 'partly'
                  when f.loss_cents > 0 then 'loss' else 'provisioned' end as status
        from followed f)
    select i.id as invoice_id, coalesce(i.number, t.origin_id::text) as document, c.name as holder, t.premise_id, t.category, t.due_on,
           t.open_cents as value_cents, t.rule, to_char(t.recognised_on, 'YYYY-MM') as month, t.recognised_on, t.provision_cents,
           t.loss_cents, t.recovered_cents, t.net_cents, t.status
      from told t
      join registry_customers c on c.id = t.debtor_id
      left join billing_invoices i on t.origin_type = 'billing.invoice' and i.id = t.origin_id
     where (:status::text is null or t.status = :status)`,
}
