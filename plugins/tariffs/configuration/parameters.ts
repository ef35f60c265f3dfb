import type { Parameter } from '#core/configuration/index'
import { type Tax, taxIssues } from '../domain/taxes.ts'
import { TAXES_SCHEMA } from './taxes_schema.ts'

const indexUnits: Parameter = {
  key: 'tariffs.index_units',
  admitsEmergency: false,
  title: 'Valor das unidades fiscais',
  help: 'Quanto vale em reais cada unidade em que preços de tarifas são publicados (UFM, UPF…), com até seis casas. Cada valor vale desde a data da versão; um período de consumo que a contém é repartido por dias.',
  schema: {
    type: 'object',
    maxProperties: 20,
    propertyNames: { pattern: '^[A-Z]{2,10}$' },
    additionalProperties: {
      title: 'Valor em reais',
      type: 'string',
      pattern: '^\\d{1,8}(\\.\\d{1,6})?$',
    },
  },
  default: {},
  because: 'Padrão do produto: os preços estão em reais e nenhuma unidade é usada.',
}

const taxes: Parameter = {
  key: 'tariffs.taxes',
  admitsEmergency: false,
  title: 'Tributos e alíquotas',
  help: 'Tributos contidos no preço, com as alíquotas de cada período. A fatura mostra os que vigoram na data de emissão dela. Uma alíquota sem fim vale até a véspera da seguinte.',
  schema: TAXES_SCHEMA,
  default: [],
  because: 'Lei 12.741/2012: os tributos que influem no preço são mostrados na fatura.',
  validate: (value) => taxIssues(value as unknown as readonly Tax[]),
}

const decidingDate: Parameter = {
  key: 'tariffs.deciding_date',
  admitsEmergency: false,
  title: 'Data que decide a tarifa',
  help: 'Quando uma tabela nova começa dentro do período de consumo: cada uma vale pelos seus dias, ou a da data da leitura atual vale para o período inteiro.',
  schema: {
    enum: ['period', 'reading'],
    enumTitles: ['Cada tabela pelos seus dias', 'A tabela da data da leitura atual'],
  },
  default: 'period',
  because: 'Padrão do produto: ninguém paga preço novo por consumo anterior à vigência dele.',
}

export default [indexUnits, taxes, decidingDate] as const
