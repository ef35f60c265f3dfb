import type { RecordField, RecordType } from '#core/records/index'

const STATES = [
  { value: 'divergent', label: 'Na crítica', tone: 'attention' },
  { value: 'received', label: 'À espera da rodada', tone: 'info' },
  { value: 'matched', label: 'Confere', tone: 'good' },
  { value: 'adjusted', label: 'Ajustada', tone: 'neutral' },
] as const

const SIDES = [
  { value: 'original', label: 'Impressa em campo' },
  { value: 'adjusted', label: 'Ajustada' },
] as const

const shown = (field: RecordField): RecordField => ({ ...field, isReadOnly: true })
const adjusted = (field: RecordField): RecordField => shown({ ...field, section: 'Ajuste' })

/** The bills that readers left at the door, and the critique of those that cannot be right. */
export const siteBills: RecordType = {
  name: 'billing.site_bills',
  path: '/billing/site-bills',
  table: 'billing_site_bills',
  title: {
    one: 'Fatura emitida em campo',
    many: 'Crítica das faturas emitidas em campo',
    gender: 'f',
  },
  help: 'Cada fatura que um leiturista imprimiu no imóvel, como saiu. A que não fecha com as próprias linhas, usou tarifa fora de vigor ou difere do cálculo do sistema fica na crítica até ser ajustada; as outras são a fatura do mês, com o mesmo número.',
  label: 'number',
  fields: [
    shown({ name: 'number', label: 'Número impresso', type: 'text' }),
    shown({
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    }),
    shown({ name: 'reference', label: 'Mês', type: 'refmonth' }),
    shown({ name: 'state', label: 'Situação', type: 'enum', options: STATES }),
    shown({ name: 'findings', label: 'O que diverge', type: 'longtext' }),
    shown({ name: 'total_cents', label: 'Total impresso', type: 'money' }),
    shown({ name: 'lines_cents', label: 'Soma das linhas impressas', type: 'money' }),
    shown({ name: 'billed_m3', label: 'Consumo impresso', type: 'volume', unit: 'm³' }),
    shown({ name: 'due_on', label: 'Vencimento impresso', type: 'date' }),
    shown({ name: 'barcode', label: 'Código de barras impresso', type: 'text' }),
    shown({
      ...{ name: 'device_id', label: 'Coletor', type: 'reference', record: 'readings.devices' },
    }),
    shown({ name: 'reader_code', label: 'Leiturista', type: 'text' }),
    shown({ name: 'received_at', label: 'Recebida em', type: 'datetime' }),
    shown({ name: 'latitude', label: 'Latitude', type: 'decimal' }),
    shown({ name: 'longitude', label: 'Longitude', type: 'decimal' }),
    adjusted({
      ...{ name: 'invoice_id', label: 'Fatura', type: 'reference', record: 'billing.invoices' },
    }),
    adjusted({ name: 'adjusted_cents', label: 'Total ajustado', type: 'money' }),
    adjusted({ name: 'adjusted_reason', label: 'Motivo', type: 'longtext' }),
    adjusted({ name: 'adjusted_by', label: 'Ajustada por', type: 'text' }),
    adjusted({ name: 'adjusted_at', label: 'Ajustada em', type: 'datetime' }),
  ],
  list: {
    columns: [
      ...['received_at', 'number', 'premise_id', 'reference', 'state', 'findings', 'total_cents'],
      ...['adjusted_cents'],
    ],
    sort: { column: 'received_at', direction: 'desc' },
    sortable: ['received_at'],
    filters: ['state', 'reference', 'premise_id', 'device_id'],
  },
  search: ['number'],
  related: [{ title: 'Linhas', record: 'billing.site_bill_lines', foreignKey: 'site_bill_id' }],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'billing.read', write: null },
  operations: {
    adjust: {
      action: 'billing.adjust_site_bill',
      help: 'A fatura do mês passa a ser a que o sistema calcula, emitida agora com o número impresso. O que foi impresso fica guardado ao lado. Entregue a nova via ao cliente.',
      fields: [],
      isOffered: ({ state }) => state === 'divergent' || state === 'received',
    },
  },
  actions: [],
}

export const siteBillLines: RecordType = {
  name: 'billing.site_bill_lines',
  path: '/billing/site-bill-lines',
  table: 'billing_site_bill_lines',
  title: { one: 'Linha de fatura em campo', many: 'Linhas de faturas em campo', gender: 'f' },
  help: 'As linhas impressas em campo e, quando houve ajuste, as da fatura que ficou.',
  label: 'charge',
  fields: [
    shown({
      ...{ name: 'site_bill_id', label: 'Fatura em campo', type: 'reference' },
      record: 'billing.site_bills',
    }),
    shown({ name: 'side', label: 'Versão', type: 'enum', options: SIDES }),
    shown({ name: 'number', label: 'Linha', type: 'integer' }),
    shown({ name: 'charge', label: 'Cobrança', type: 'text' }),
    shown({ name: 'category', label: 'Categoria', type: 'text' }),
    shown({ name: 'quantity_m3', label: 'Volume', type: 'volume', unit: 'm³' }),
    shown({ name: 'amount_cents', label: 'Valor', type: 'money' }),
    shown({ name: 'version_id', label: 'Versão da tarifa', type: 'integer' }),
  ],
  list: {
    columns: [
      ...['site_bill_id', 'side', 'number', 'charge', 'category', 'quantity_m3', 'amount_cents'],
      ...['version_id'],
    ],
    sort: { column: 'site_bill_id', direction: 'desc' },
    sortable: ['site_bill_id'],
    filters: ['side'],
  },
  search: [],
  related: [],
  scope: { column: 'site_bill_id', of: 'billing.site_bills' },
  permissions: { read: 'billing.read', write: null },
  actions: [],
}
