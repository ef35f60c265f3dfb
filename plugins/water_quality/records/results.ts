import { type RecordType, shownField as shown, shownReference } from '#core/records/index'

/** What was found of each parameter in a month. */
export const results: RecordType = {
  name: 'water_quality.results',
  path: '/water-quality/results',
  table: 'water_quality_results',
  title: { one: 'Resultado', many: 'Resultados', gender: 'm' },
  help: 'Amostras de cada parâmetro no mês: quantas a norma exige, quantas se analisaram, quantas estavam no limite, e a média.',
  label: 'parameter',
  fields: [
    shownReference('bulletin_id', 'Boletim', 'water_quality.bulletins'),
    shown('parameter', 'Parâmetro', 'lookup', { lookup: 'water_quality.parameters' }),
    shown('required', 'Exigidas', 'integer'),
    shown('analysed', 'Analisadas', 'integer'),
    shown('conforming', 'Conformes', 'integer'),
    shown('average', 'Média', 'text'),
  ],
  list: {
    columns: ['bulletin_id', 'parameter', 'required', 'analysed', 'conforming', 'average'],
    sort: { column: 'bulletin_id', direction: 'desc' },
    sortable: ['bulletin_id'],
    filters: ['bulletin_id'],
  },
  search: [],
  related: [],
  madeOn: 'water_quality.bulletins',
  permissions: { read: 'water_quality.read', write: null },
  actions: [],
}
