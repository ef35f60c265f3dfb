import type { RecordType } from '#core/records/index'
import { checkChargeType } from '../services/check_registers.ts'

/** What each amount of a bill is for, and whose it is. */
export const chargeTypes: RecordType = {
  name: 'receivables.charge_types',
  path: '/receivables/charge-types',
  table: 'receivables_charge_types',
  title: { one: 'Tipo de cobrança', many: 'Tipos de cobrança', gender: 'm' },
  help: 'O que cada valor da fatura cobra e a quem pertence. Os do produto já vêm escritos; acrescente os das regras de tarifa próprias. O que já foi faturado continua de quem era.',
  label: 'name',
  fields: [
    {
      ...{ name: 'code', label: 'Código', type: 'text', maxLength: 40, isRequired: true },
      help: 'Como as regras o chamam: letras minúsculas sem acento, algarismos e sublinhado. Não muda depois.',
    },
    { name: 'name', label: 'Nome', type: 'text', maxLength: 80, isRequired: true },
    {
      ...{ name: 'beneficiary_id', label: 'Beneficiário', type: 'reference', isRequired: true },
      record: 'receivables.beneficiaries',
      help: 'A quem pertence o que se cobrar daqui em diante.',
    },
    {
      name: 'service',
      label: 'Serviço',
      type: 'enum',
      options: [
        { value: 'water', label: 'Água' },
        { value: 'sewage', label: 'Esgoto' },
        { value: 'other', label: 'Outro' },
      ],
      isReadOnly: true,
    },
  ],
  list: {
    columns: ['name', 'code', 'beneficiary_id', 'service'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['beneficiary_id', 'service'],
  },
  search: ['name', 'code'],
  related: [],
  permissions: { read: 'receivables.read', write: 'receivables.write' },
  isTable: true,
  importKey: ['code'],
  check: checkChargeType,
  actions: [],
}
