import { type Report, periodFilters } from '#core/reports/index'
import { EVENT_OPTIONS } from '../records/options.ts'
import { historyText } from '../services/histories.ts'
import { OF_ACCOUNT, accountFilter, invoiceColumn } from './shared.ts'

const side = (own: string, other: string, debit: string, credit: string) => `
  select p.id, p.${own} as account, p.${other} as counterpart, p.posted_on, p.event, p.reference, p.source_type, p.source_id, p.history_id, p.reverses_id,
         ${debit} as debit_cents, ${credit} as credit_cents
    from accounting_postings p
   where p.municipality_id = :municipality and p.posted_on <= :until_on and ${OF_ACCOUNT(`p.${own}`)}`

/** Every movement of the accounts, with the balance after each (TR-3.2.19.58). */
export const ledger: Report = {
  name: 'accounting.ledger',
  title: 'Razão',
  help: 'Cada movimento das contas, com a contrapartida, o documento de que veio e o saldo depois dele.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [
    ...periodFilters,
    accountFilter,
    { name: 'event', label: 'Evento', type: 'enum', options: EVENT_OPTIONS },
    { name: 'amount_cents', label: 'Valor', type: 'money' },
  ],
  columns: [
    { name: 'account', label: 'Conta', type: 'text' },
    { name: 'posted_on', label: 'Data', type: 'date' },
    { name: 'posting_id', label: 'Lançamento', type: 'integer' },
    { name: 'event', label: 'Evento', type: 'enum', options: EVENT_OPTIONS },
    {
      ...{ name: 'history', label: 'Histórico', type: 'text', isPersonal: true },
      personal: 'registry.personal_data',
    },
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    invoiceColumn,
    { name: 'receipt_id', label: 'Recebimento', type: 'reference', record: 'receivables.receipts' },
    { name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    { name: 'counterpart', label: 'Contrapartida', type: 'text' },
    { name: 'debit_cents', label: 'Débito', type: 'money', isTotal: true },
    { name: 'credit_cents', label: 'Crédito', type: 'money', isTotal: true },
    { name: 'balance_cents', label: 'Saldo (débito − crédito)', type: 'money' },
  ],
  sort: { column: 'posting_id', direction: 'asc' },
  groups: ['account', 'posted_on', 'event'],
  sql: `with entries as (
          ${side('debit_account', 'credit_account', 'p.amount_cents', '0::bigint')}
          union all ${side('credit_account', 'debit_account', '0::bigint', 'p.amount_cents')}),
        balanced as (
          select e.*, (sum(debit_cents - credit_cents) over (partition by account order by posted_on, id, debit_cents))::bigint as balance_cents
            from entries e)
        select e.account, e.posted_on, e.id as posting_id, e.event, ${historyText('e')} as history, e.reference, i.id as invoice_id, r.id as receipt_id,
               coalesce(i.premise_id, r.premise_id) as premise_id, e.counterpart, e.debit_cents, e.credit_cents, e.balance_cents
          from balanced e
          left join billing_invoices i on e.source_type = 'billing.invoices' and i.id = e.source_id
          left join receivables_receipts r on e.source_type = 'receivables.receipts' and r.id = e.source_id
         where e.posted_on >= :from_on and (:event::text is null or e.event = :event)
           and (:amount_cents::bigint is null or e.debit_cents + e.credit_cents = :amount_cents::bigint)`,
}
