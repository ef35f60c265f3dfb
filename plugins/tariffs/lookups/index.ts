import { type LookupType, lookupRows } from '#core/records/index'

export default [
  {
    name: 'tariffs.tariff_types',
    title: { one: 'Tipo de tarifa', many: 'Tipos de tarifa', gender: 'm' },
    help: 'Como as tarifas são chamadas em relatórios e atos. Os preços ficam nas tabelas de tarifas, com versões.',
    permissions: { read: 'tariffs.read', write: 'tariffs.write' },
    rows: lookupRows([
      ['normal', 'Normal'],
      ['social', 'Social'],
      ['contract', 'Contrato de demanda'],
      ['public', 'Poder público'],
      ['seasonal', 'Sazonal'],
    ]),
  },
] as readonly LookupType[]
