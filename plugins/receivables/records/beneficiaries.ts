import type { RecordType } from '#core/records/index'

/** Whose money a charge is: the utility's, or a third party's that only collects on the same paper (DECISIONS 44). */
export const beneficiaries: RecordType = {
  name: 'receivables.beneficiaries',
  path: '/receivables/beneficiaries',
  table: 'receivables_beneficiaries',
  title: { one: 'Beneficiário', many: 'Beneficiários', gender: 'm' },
  help: 'A quem pertence cada cobrança: ao prestador ou a um terceiro, como a taxa de lixo da prefeitura.',
  label: 'name',
  fields: [
    { name: 'code', label: 'Código', type: 'text', isReadOnly: true },
    { name: 'name', label: 'Nome', type: 'text', maxLength: 120, isReadOnly: true },
    { name: 'taxpayer_id', label: 'CNPJ', type: 'taxpayer', isReadOnly: true },
    {
      name: 'kind',
      label: 'Tipo',
      type: 'enum',
      options: [
        { value: 'utility', label: 'Prestador', tone: 'info' },
        { value: 'third_party', label: 'Terceiro', tone: 'neutral' },
      ],
      isReadOnly: true,
    },
    {
      name: 'nature',
      label: 'Natureza',
      type: 'enum',
      options: [
        { value: 'tariff', label: 'Tarifa' },
        { value: 'tax', label: 'Taxa' },
        { value: 'donation', label: 'Doação' },
      ],
      isReadOnly: true,
    },
    {
      name: 'is_severable',
      label: 'Separável a pedido',
      type: 'boolean',
      help: 'O cliente pode pedir um documento só para esta cobrança.',
      isReadOnly: true,
    },
    {
      name: 'counts_for_cut',
      label: 'Conta para corte',
      type: 'boolean',
      help: 'Uma dívida desta cobrança pode sustentar o corte da água.',
      isReadOnly: true,
    },
  ],
  list: {
    columns: ['name', 'code', 'kind', 'nature', 'counts_for_cut'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['kind', 'nature'],
  },
  search: ['name', 'code'],
  related: [],
  permissions: { read: 'receivables.read', write: null },
  actions: [],
}
