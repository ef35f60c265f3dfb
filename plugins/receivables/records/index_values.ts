import type { RecordType } from '#core/records/index'
import { PRICE_INDEXES } from './options.ts'

/** What each price index grew by, month by month, as published. */
export const indexValues: RecordType = {
  name: 'receivables.index_values',
  path: '/receivables/index-values',
  table: 'receivables_index_values',
  title: { one: 'Índice do mês', many: 'Índices de correção', gender: 'm' },
  help: 'Variação mensal dos índices que corrigem o que é pago com atraso, como publicada. O parâmetro “Correção monetária” diz qual índice vale. Encargos já calculados guardam os valores que usaram.',
  label: 'month',
  fields: [
    {
      ...{ name: 'index_code', label: 'Índice', type: 'enum', options: PRICE_INDEXES },
      isRequired: true,
    },
    { name: 'month', label: 'Mês', type: 'refmonth', isRequired: true },
    {
      ...{
        name: 'percent',
        label: 'Variação no mês',
        type: 'decimal',
        unit: '%',
        isRequired: true,
      },
      ...{ minimum: '-50', maximum: '100' },
      help: 'Com até seis casas. Negativa quando os preços caíram.',
    },
  ],
  list: {
    columns: ['month', 'index_code', 'percent'],
    sort: { column: 'month', direction: 'desc' },
    sortable: ['month'],
    filters: ['index_code', 'month'],
  },
  search: [],
  related: [],
  importKey: ['index_code', 'month'],
  permissions: { read: 'receivables.read', write: 'receivables.write' },
  actions: [],
}
