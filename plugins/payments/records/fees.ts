import type { RecordType } from '#core/records/index'
import { CAPTURES } from './options.ts'

export const fees: RecordType = {
  name: 'payments.fees',
  path: '/payments/fees',
  table: 'payments_fees',
  title: { one: 'Tarifa bancária', many: 'Tarifas bancárias', gender: 'f' },
  help: 'Quanto o banco cobra por documento, em cada convênio e forma de pagamento, a partir de quando. Vale a última que já começou no dia do pagamento; a da forma vence a geral.',
  label: 'from_on',
  fields: [
    {
      ...{ name: 'agreement_id', label: 'Convênio', type: 'reference' },
      ...{ record: 'payments.agreements', isRequired: true },
    },
    {
      ...{ name: 'capture', label: 'Forma de pagamento', type: 'enum', options: CAPTURES },
      help: 'Em branco: qualquer uma.',
    },
    {
      ...{ name: 'fee_cents', label: 'Tarifa por documento', type: 'money', isSummed: false },
      ...{ isRequired: true, minimum: '0' },
    },
    { name: 'from_on', label: 'A partir de', type: 'date', isRequired: true },
  ],
  list: {
    columns: ['agreement_id', 'capture', 'fee_cents', 'from_on'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: ['agreement_id', 'capture'],
  },
  search: [],
  related: [],
  permissions: { read: 'payments.read', write: 'payments.write', delete: 'payments.write' },
  actions: [],
}
