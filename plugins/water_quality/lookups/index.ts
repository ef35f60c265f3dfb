import { type LookupType, lookupRows } from '#core/records/index'

export default [
  {
    name: 'water_quality.parameters',
    title: { one: 'Parâmetro da água', many: 'Parâmetros da água', gender: 'm' },
    help: 'O que se analisa na água distribuída, com o limite que a fatura imprime, na ordem em que sai.',
    permissions: { read: 'water_quality.read', write: 'water_quality.write' },
    fields: [
      {
        ...{ name: 'limit_text', label: 'Limite', type: 'text', maxLength: 60, isRequired: true },
        help: 'Como a fatura o imprime. Portaria GM/MS 888/2021.',
      },
    ],
    rows: lookupRows([
      ['chlorine', 'Cloro residual livre', { limit_text: '0,2 a 5,0 mg/L' }],
      ['turbidity', 'Turbidez', { limit_text: 'até 5,0 uT' }],
      ['colour', 'Cor aparente', { limit_text: 'até 15 uH' }],
      ['fluoride', 'Fluoreto', { limit_text: 'até 1,5 mg/L' }],
      ['coliforms', 'Coliformes totais', { limit_text: 'ausência em 95%' }],
      ['e_coli', 'Escherichia coli', { limit_text: 'ausência' }],
    ]),
  },
] as readonly LookupType[]
