import type { RecordField, RecordType } from '#core/records/index'
import { checkBeneficiary } from '../services/check_registers.ts'

const COUNTS = 'A dívida conta para'
const counts = (name: string, label: string, help: string): RecordField => ({
  ...{ name, label, type: 'boolean', help, section: COUNTS },
})

/** Whose money a charge is: the utility's, or a third party's that only collects on the same paper (DECISIONS 44). */
export const beneficiaries: RecordType = {
  name: 'receivables.beneficiaries',
  path: '/receivables/beneficiaries',
  table: 'receivables_beneficiaries',
  title: { one: 'Beneficiário', many: 'Beneficiários', gender: 'm' },
  help: 'A quem pertence cada cobrança: ao prestador ou a um terceiro, como a taxa de lixo da prefeitura. Quanto o prestador retém do que arrecada está no parâmetro “Remuneração pela arrecadação de terceiros”.',
  label: 'name',
  fields: [
    {
      ...{ name: 'code', label: 'Código', type: 'text', maxLength: 40, isRequired: true },
      help: 'Letras minúsculas sem acento, algarismos e sublinhado, como hospital_municipal. Não muda depois.',
    },
    { name: 'name', label: 'Nome', type: 'text', maxLength: 120, isRequired: true },
    { name: 'taxpayer_id', label: 'CNPJ', type: 'taxpayer' },
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
      isRequired: true,
      help: 'Não muda depois da primeira cobrança. Quem recebe por naturezas diferentes tem um beneficiário para cada uma.',
    },
    {
      name: 'is_severable',
      label: 'Separável a pedido',
      type: 'boolean',
      help: 'O cliente pode pedir um documento só para esta cobrança.',
    },
    {
      ...{ name: 'transfer_account', label: 'Conta do repasse', type: 'text', maxLength: 120 },
      help: 'Banco, agência e conta, ou chave Pix, onde o terceiro recebe.',
    },
    counts(
      'counts_for_cut',
      'Corte',
      'Uma dívida desta cobrança pode sustentar o corte da água. A do prestador sempre conta, e doação nunca; a de terceiro, só com lei ou convênio que o diga.'
    ),
    counts(
      'counts_for_listing',
      'Negativação',
      'Esta parte da dívida é levada aos órgãos de proteção ao crédito com o resto. A do prestador sempre conta, e doação nunca.'
    ),
  ],
  list: {
    columns: ['name', 'code', 'kind', 'nature', 'counts_for_cut'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['kind', 'nature'],
  },
  search: ['name', 'code'],
  related: [
    {
      title: 'Tipos de cobrança',
      record: 'receivables.charge_types',
      foreignKey: 'beneficiary_id',
    },
    { title: 'Repasses', record: 'receivables.statements', foreignKey: 'beneficiary_id' },
  ],
  permissions: { read: 'receivables.read', write: 'receivables.write' },
  isTable: true,
  check: checkBeneficiary,
  actions: [],
}
