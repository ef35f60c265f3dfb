import {
  type EnumOption,
  type RecordType,
  shownField as shown,
  shownReference as reference,
} from '#core/records/index'
import { undoAllocationAction } from '../actions/allocations.ts'
import { changeEffects } from '../services/change_effects.ts'

const STATES: readonly EnumOption[] = [
  { value: 'standing', label: 'Vigente', tone: 'good' },
  { value: 'undone', label: 'Desfeita', tone: 'neutral' },
]

const money = (name: string, label: string) => shown(name, label, 'money')

/** Payments of public bodies, and what each was of (DECISIONS 55). */
export const allocations: RecordType = {
  name: 'receivables.allocations',
  path: '/receivables/allocations',
  table: 'receivables_allocations',
  title: { one: 'Distribuição de pagamento', many: 'Distribuições de pagamentos', gender: 'f' },
  help: 'Um pagamento de órgão pagador repartido entre as faturas das suas unidades: o que cada uma recebeu, o que o órgão reteve, o que glosou e o que virou crédito.',
  label: 'made_at',
  fields: [
    shown('made_at', 'Feita em', 'datetime'),
    { ...shown('state', 'Situação', 'enum'), options: STATES },
    reference('body_id', 'Órgão pagador', 'registry.paying_bodies'),
    shown('commitment', 'Empenho ou relação', 'text'),
    reference('receipt_id', 'Recebimento', 'receivables.receipts'),
    reference('document_id', 'Documento', 'receivables.documents'),
    reference('customer_id', 'Cliente', 'registry.customers'),
    shown('paid_on', 'Pago em', 'date'),
    money('amount_cents', 'Pagamento'),
    money('allocated_cents', 'Distribuído'),
    money('withheld_cents', 'Retido pelo órgão'),
    money('disallowed_cents', 'Glosado'),
    money('credit_cents', 'Virou crédito'),
    shown('certificate', 'Comprovante de retenção', 'text'),
    shown('user_name', 'Por', 'text'),
    shown('ended_on', 'Desfeita em', 'date'),
  ],
  list: {
    columns: [
      ...['made_at', 'body_id', 'commitment', 'amount_cents', 'allocated_cents', 'withheld_cents'],
      ...['disallowed_cents', 'credit_cents', 'certificate', 'state'],
    ],
    sort: { column: 'made_at', direction: 'desc' },
    sortable: ['made_at'],
    filters: ['state', 'body_id'],
  },
  search: ['commitment', 'certificate'],
  related: [
    { title: 'Faturas', record: 'receivables.allocation_lines', foreignKey: 'allocation_id' },
  ],
  scope: { column: 'customer_id', of: 'registry.customers' },
  permissions: { read: 'receivables.read', write: null },
  madeOn: 'receivables.receipts',
  operations: {
    certificate: {
      action: 'receivables.record_withholding_certificate',
      help: 'O documento com que o órgão prova que recolheu o tributo retido: a DIRF, a guia ou a declaração.',
      fields: [
        {
          ...{ name: 'certificate', label: 'Comprovante', type: 'text', isRequired: true },
          maxLength: 120,
        },
      ],
      isOffered: (row) => row['state'] === 'standing' && String(row['withheld_cents']) !== '0',
    },
    undo: {
      action: 'receivables.undo_allocation',
      help: 'Tudo o que este pagamento quitou volta a ficar em aberto, com o vencimento original, e o pagamento volta a esperar entre os recebimentos a identificar.',
      fields: [],
      isOffered: (row) => row['state'] === 'standing',
      async preview(context, input) {
        const undoing = await undoAllocationAction.run(context, { id: Number(input['id']) })
        const { number, amountCents, paidOn, undone } = undoing
        return changeEffects({
          ...{ receiptId: undone.receipts[0]!.id, amountCents, paidOn, postedOn: undone.postedOn },
          ...{ undone, linked: null, fromNumber: number },
        })
      },
    },
  },
  actions: [],
}

export const allocationLines: RecordType = {
  name: 'receivables.allocation_lines',
  path: '/receivables/allocation-lines',
  table: 'receivables_allocation_lines',
  title: { one: 'Fatura distribuída', many: 'Faturas distribuídas', gender: 'f' },
  help: 'O que cada fatura recebeu dos pagamentos de órgãos, e o motivo do que não foi pago.',
  label: 'reference',
  fields: [
    reference('allocation_id', 'Distribuição', 'receivables.allocations'),
    reference('premise_id', 'Imóvel', 'registry.premises'),
    reference('invoice_id', 'Fatura', 'receivables.documents'),
    shown('reference', 'Referência', 'refmonth'),
    shown('due_on', 'Vencimento', 'date'),
    money('open_cents', 'Em aberto'),
    money('allocated_cents', 'Pago'),
    money('withheld_cents', 'Retido'),
    money('disallowed_cents', 'Glosado'),
    {
      ...{ name: 'reason_code', label: 'Motivo da glosa', type: 'lookup', isReadOnly: true },
      lookup: 'receivables.disallowance_reasons',
    },
  ],
  list: {
    columns: [
      ...['premise_id', 'invoice_id', 'reference', 'due_on', 'open_cents', 'allocated_cents'],
      ...['withheld_cents', 'disallowed_cents', 'reason_code'],
    ],
    sort: { column: 'due_on', direction: 'desc' },
    sortable: ['due_on'],
    filters: ['premise_id', 'reason_code'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'receivables.read', write: null },
  actions: [],
}
