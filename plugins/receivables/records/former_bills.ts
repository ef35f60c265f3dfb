import { type RecordType, shownField, shownReference } from '#core/records/index'

const ofTakeOver = {
  search: [],
  permissions: { read: 'receivables.read', write: null },
  actions: [],
} as const satisfies Partial<RecordType>

/** What the system before goes on collecting while its groups are cut over one by one (DECISIONS 60). */
export const formerBills: RecordType = {
  ...ofTakeOver,
  name: 'receivables.former_bills',
  path: '/receivables/former-bills',
  table: 'receivables_former_bills',
  title: {
    one: 'Conta do sistema anterior',
    many: 'Contas do sistema anterior',
    gender: 'f',
  },
  help: 'Contas que o sistema anterior ainda cobra, dos grupos que não viraram. O que os bancos recebem delas não se baixa aqui: volta ao sistema anterior em arquivo.',
  label: 'number',
  fields: [
    shownField('number', 'Número no sistema anterior', 'text'),
    shownField('system', 'Sistema anterior', 'text'),
    shownReference('billing_group_id', 'Grupo', 'registry.billing_groups'),
    shownField('premise_key', 'Imóvel no sistema anterior', 'text'),
    shownField('barcode', 'Código de barras', 'text'),
    shownField('pix_txid', 'Identificador do Pix', 'text'),
    shownField('amount_cents', 'Valor', 'money'),
    shownField('due_on', 'Vencimento', 'date'),
  ],
  list: {
    columns: ['number', 'system', 'billing_group_id', 'premise_key', 'due_on', 'amount_cents'],
    sort: { column: 'due_on', direction: 'desc' },
    sortable: ['due_on'],
    filters: ['billing_group_id', 'due_on'],
  },
  search: ['number'],
  related: [
    {
      title: 'Recebimentos',
      record: 'receivables.forwarded_receipts',
      foreignKey: 'bill_id',
    },
  ],
}

/** Money of our banks for bills of the system before. */
export const forwardedReceipts: RecordType = {
  ...ofTakeOver,
  name: 'receivables.forwarded_receipts',
  path: '/receivables/forwarded-receipts',
  table: 'receivables_forwarded_receipts',
  title: {
    one: 'Recebimento do sistema anterior',
    many: 'Recebimentos do sistema anterior',
    gender: 'm',
  },
  help: 'Dinheiro que entrou por contas que o sistema anterior ainda cobra. Nada se baixa aqui; cada um vai em um arquivo para o sistema anterior, uma vez.',
  label: 'receipt_id',
  fields: [
    shownReference('receipt_id', 'Recebimento', 'receivables.receipts'),
    shownReference('bill_id', 'Conta', 'receivables.former_bills'),
    shownField('recognised_on', 'Reconhecido em', 'date'),
    {
      ...shownField('forwarding_id', 'Arquivo nº', 'integer'),
      help: 'Vazio: ainda não foi ao sistema anterior.',
    },
  ],
  list: {
    columns: ['receipt_id', 'bill_id', 'recognised_on', 'forwarding_id'],
    sort: { column: 'recognised_on', direction: 'desc' },
    sortable: ['recognised_on'],
    filters: [],
  },
  related: [],
  scope: { column: 'receipt_id', of: 'receivables.receipts' },
}
