import { type Report, periodFilters } from '#core/reports/index'
import { EVENT_OPTIONS } from '../records/options.ts'
import { historyText } from '../services/histories.ts'
import {
  OF_ACCOUNT,
  accountFilter,
  invoiceColumn,
  processColumn,
  processFilter,
  processOf,
} from './shared.ts'

const STATES = [
  { value: 'posted', label: 'Contabilizado', tone: 'good' as const },
  { value: 'waiting', label: 'Sem conta', tone: 'bad' as const },
]

/** The entries of a period by what caused them, with those that found no account (TR-3.2.19.53). */
export const entries: Report = {
  name: 'accounting.entries',
  title: 'Lançamentos por processo',
  help: 'Os lançamentos de um período por processo, com os movimentos que ainda não acharam conta.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [
    ...periodFilters,
    processFilter,
    accountFilter,
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'only_kept', label: 'Só o que não foi entregue', type: 'boolean' },
  ],
  columns: [
    { name: 'posted_on', label: 'Data', type: 'date' },
    processColumn,
    { name: 'event', label: 'Evento', type: 'enum', options: EVENT_OPTIONS },
    {
      ...{ name: 'history', label: 'Histórico', type: 'text', isPersonal: true },
      personal: 'registry.personal_data',
    },
    invoiceColumn,
    { name: 'receipt_id', label: 'Recebimento', type: 'reference', record: 'receivables.receipts' },
    { name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    { name: 'debit_account', label: 'Conta de débito', type: 'text' },
    { name: 'credit_account', label: 'Conta de crédito', type: 'text' },
    { name: 'debit_cents', label: 'Débito', type: 'money', isTotal: true },
    { name: 'credit_cents', label: 'Crédito', type: 'money', isTotal: true },
    { name: 'waiting_cents', label: 'Sem conta', type: 'money', isTotal: true },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'reason', label: 'Motivo', type: 'text' },
    {
      name: 'export_id',
      label: 'Entregue no arquivo',
      type: 'reference',
      record: 'accounting.exports',
    },
  ],
  sort: { column: 'posted_on', direction: 'asc' },
  groups: ['process', 'posted_on', 'event', 'state'],
  chart: { title: 'Débito por processo', category: 'process', value: 'debit_cents' },
  sql: `select e.posted_on, ${processOf('e.event')} as process, e.event, ${historyText('e')} as history, i.id as invoice_id, r.id as receipt_id, e.debit_account,
               e.credit_account, e.debit_cents, e.debit_cents as credit_cents, e.waiting_cents, e.state, e.reason, e.export_id,
               coalesce(i.premise_id, r.premise_id) as premise_id
          from (select posted_on, event, source_type, source_id, reference, history_id, reverses_id, debit_account, credit_account, amount_cents as debit_cents,
                       0::bigint as waiting_cents, 'posted' as state, null as reason, export_id
                  from accounting_postings
                 where municipality_id = :municipality and posted_on >= :from_on and posted_on <= :until_on
                union all
                select posted_on, event, source_type, source_id, reference, null, null, null, null, 0, amount_cents, 'waiting', reason, null
                  from accounting_unposted
                 where municipality_id = :municipality and posted_on >= :from_on and posted_on <= :until_on
                   and state = 'waiting') e
          left join billing_invoices i on e.source_type = 'billing.invoices' and i.id = e.source_id
          left join receivables_receipts r on e.source_type = 'receivables.receipts' and r.id = e.source_id
         where (:process::text is null or ${processOf('e.event')} = :process)
           and (:state::text is null or e.state = :state)
           and (e.export_id is null or not coalesce(:only_kept::boolean, false))
           and (${OF_ACCOUNT('e.debit_account')} or ${OF_ACCOUNT('e.credit_account')})`,
}
