import type { Parameter } from '#core/configuration/index'

const indexUnits: Parameter = {
  key: 'tariffs.index_units',
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

export default [indexUnits] as const
