import { type Report, monthFilter } from '#core/reports/index'
import { EVENT_OPTIONS } from '../records/options.ts'
import { invoiceColumn, processColumn, processOf } from './shared.ts'

/** What belongs to a closed month and was posted on a later day: the lines that reconcile both (DECISIONS 33). */
export const moved: Report = {
  name: 'accounting.moved',
  title: 'Movimentos de meses fechados',
  help: 'O que aconteceu num mês já fechado e entrou nos livros no primeiro dia aberto: as linhas que conciliam o mês com o comercial.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [monthFilter],
  columns: [
    { name: 'moved_from', label: 'Aconteceu em', type: 'date' },
    { name: 'posted_on', label: 'Lançado em', type: 'date' },
    processColumn,
    { name: 'event', label: 'Evento', type: 'enum', options: EVENT_OPTIONS },
    invoiceColumn,
    { name: 'receipt_id', label: 'Recebimento', type: 'reference', record: 'receivables.receipts' },
    { name: 'debit_account', label: 'Débito', type: 'text' },
    { name: 'credit_account', label: 'Crédito', type: 'text' },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
  ],
  sort: { column: 'moved_from', direction: 'asc' },
  groups: ['process', 'event'],
  sql: `select p.moved_from, p.posted_on, ${processOf('p.event')} as process, p.event, i.id as invoice_id, r.id as receipt_id,
               p.debit_account, p.credit_account, p.amount_cents
          from accounting_postings p
          left join billing_invoices i on p.source_type = 'billing.invoices' and i.id = p.source_id
          left join receivables_receipts r on p.source_type = 'receivables.receipts' and r.id = p.source_id
         where p.municipality_id = :municipality and p.moved_from >= (:reference || '-01')::date
           and p.moved_from < (:reference || '-01')::date + interval '1 month'`,
}
