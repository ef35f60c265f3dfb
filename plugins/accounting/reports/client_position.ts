import { type Report, positionFilter } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { invoiceColumn } from './shared.ts'

/** What settlements took of an item, by the day that counts and as known on another. */
const taken = (day: 'posted_on' | 'settled_on') => `coalesce((
  select sum(s.amount_cents + s.transferred_cents + s.forgiven_cents + s.withheld_cents) from receivables_settlements s
   where s.item_id = it.id and s.${day} <= :position_on and s.posted_on <= :known_on), 0) + coalesce((
  select sum(u.amount_cents) from receivables_credit_uses u where u.item_id = it.id and u.used_on <= :position_on), 0) + coalesce((
  select sum(r.amount_cents) from receivables_arranged_items r where r.item_id = it.id and r.arranged_on <= :position_on), 0)`

const ITEMS = `
  select it.debtor_id, it.premise_id, i.id as invoice_id, coalesce(i.number, it.origin_type || ' ' || it.origin_id) as document,
         it.reference, it.due_on, it.component, it.charge_type, it.amount_cents, it.amount_cents - ${taken('posted_on')} as books_cents,
         it.amount_cents - ${taken('settled_on')} as cash_cents
    from receivables_items it
    left join billing_invoices i on it.origin_type = 'billing.invoice' and i.id = it.origin_id
   where it.municipality_id = :municipality and (it.withdrawn_on is null or it.withdrawn_on > :position_on)
     and coalesce(i.issued_on, it.born_on, it.due_on) <= least(:position_on::date, :known_on::date)`

/** Rights that no document asks for yet: late charges and underpayments, in the books already. */
const WAITING = `
  select w.debtor_id, w.premise_id, null::bigint as invoice_id, 'A faturar' as document, null::char(7) as reference,
         null::date as due_on, 0::bigint as total_cents, 0::bigint as interest_cents,
         coalesce(sum(w.amount_cents) filter (where w.cause <> 'plan'), 0)::bigint as to_bill_cents, 0::bigint as service_cents,
         coalesce(sum(w.amount_cents) filter (where w.cause = 'plan'), 0)::bigint as agreed_cents,
         sum(w.amount_cents)::bigint as books_cents, sum(w.amount_cents)::bigint as cash_cents
    from receivables_pending_charges w
    left join billing_invoices b on w.billed_origin_id = b.id and coalesce(w.billed_origin_type, 'billing.invoice') = 'billing.invoice'
   where w.municipality_id = :municipality and w.cause not in ('service', 'plan_interest') and w.state <> 'cancelled'
     and w.created_on <= least(:position_on::date, :known_on::date)
     and (w.state in ('pending', 'held') or b.issued_on > :position_on)
   group by w.debtor_id, w.premise_id`

/** Every pending document of every client on a day, as known on another (TR-3.2.10.14, DECISIONS 33). */
export const clientPosition: Report = {
  name: 'accounting.client_position',
  title: 'Posição das Contas a Receber por Cliente',
  help: 'Os documentos em aberto de cada cliente numa data. O saldo contábil conta o que está nos livros até essa data; o financeiro, o que foi pago até ela, conforme se sabia no dia escolhido.',
  permission: 'accounting.read',
  personal: 'registry.personal_data',
  section: 'Contabilidade',
  filters: [
    positionFilter,
    {
      ...{ name: 'known_on', label: 'Como se sabia em', type: 'date', isRequired: true },
      initial: ({ today }) => today,
    },
  ],
  columns: [
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'document', label: 'Documento', type: 'text' },
    invoiceColumn,
    premiseColumn,
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'total_cents', label: 'Total', type: 'money', isTotal: true },
    { name: 'interest_cents', label: 'Juros faturados', type: 'money', isTotal: true },
    { name: 'to_bill_cents', label: 'Juros a faturar', type: 'money', isTotal: true },
    { name: 'service_cents', label: 'Serviços', type: 'money', isTotal: true },
    { name: 'agreed_cents', label: 'Parcelado', type: 'money', isTotal: true },
    { name: 'books_cents', label: 'Saldo contábil', type: 'money', isTotal: true },
    { name: 'cash_cents', label: 'Saldo financeiro', type: 'money', isTotal: true },
  ],
  sort: { column: 'customer', direction: 'asc' },
  levels: ['customer'],
  sql: `select c.name as customer, r.* from (
          select debtor_id, premise_id, invoice_id, document, reference, due_on, sum(amount_cents)::bigint as total_cents,
                 coalesce(sum(amount_cents) filter (where component <> 'principal'), 0)::bigint as interest_cents,
                 0::bigint as to_bill_cents,
                 coalesce(sum(amount_cents) filter (where component = 'principal' and charge_type not in ('water', 'sewage')), 0)::bigint
                   as service_cents,
                 0::bigint as agreed_cents, sum(books_cents)::bigint as books_cents, sum(cash_cents)::bigint as cash_cents
            from (${ITEMS}) items
           group by debtor_id, premise_id, invoice_id, document, reference, due_on
          having sum(books_cents) <> 0 or sum(cash_cents) <> 0
          union all ${WAITING}) r
          join registry_customers c on c.id = r.debtor_id`,
}
