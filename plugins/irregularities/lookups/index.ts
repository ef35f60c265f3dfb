import { type LookupRow, type LookupType } from '#core/records/index'
import { DEGREES } from '../records/options.ts'

const fraud = (code: string, title: string, degree: string): LookupRow => ({
  ...{ code, title },
  values: { degree },
})

export default [
  {
    name: 'irregularities.fraud_types',
    title: { one: 'Tipo de fraude', many: 'Tipos de fraude', gender: 'm' },
    help: 'As fraudes que a fiscalização constata, cada uma com o grau que tem de costume. A multa de cada tipo e grau está na tabela de tarifas, pelo código do tipo.',
    permissions: { read: 'irregularities.read', write: 'irregularities.configure' },
    fields: [{ name: 'degree', label: 'Grau', type: 'enum', options: DEGREES, isRequired: true }],
    rows: [
      fraud('bypass', 'Ligação direta (by-pass)', 'severe'),
      fraud('meter_tampering', 'Hidrômetro violado', 'severe'),
      fraud('seal_violation', 'Lacre rompido', 'light'),
      fraud('illegal_reconnection', 'Religação por conta própria', 'moderate'),
      fraud('clandestine', 'Ligação clandestina', 'severe'),
    ],
  },
] as readonly LookupType[]
