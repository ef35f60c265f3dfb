import type { Parameter } from '#core/configuration/index'

const minimumIndividual: Parameter = {
  key: 'billing.minimum_individual_cents',
  title: 'Valor mínimo da fatura individual',
  help: 'Cobranças emitidas uma a uma, fora da rodada do grupo, não saem abaixo deste valor.',
  schema: { type: 'integer', unit: 'cents', minimum: 0, maximum: 10000 },
  default: 0,
  because: 'Padrão do produto: toda cobrança com valor pode ser emitida.',
}

const firstChargeDays: Parameter = {
  key: 'billing.first_charge_days',
  title: 'Dias até a primeira cobrança',
  help: 'Dias da ligação nova ou da religação até a leitura, no mínimo. Com menos, o imóvel não é faturado no mês: o consumo conta desde a ligação e vem na fatura seguinte.',
  schema: { type: 'integer', minimum: 0, maximum: 90 },
  default: 0,
  unit: 'dias',
  because: 'Padrão do produto: a primeira leitura já é faturada.',
}

const historyFrom: Parameter = {
  key: 'billing.history_from',
  title: 'Início do histórico impresso',
  help: 'Mês a partir do qual leituras e consumos anteriores são impressos na fatura, no formato AAAA-MM. Vazio: os doze últimos meses.',
  schema: { type: 'string', pattern: '^([0-9]{4}-(0[1-9]|1[0-2]))?$' },
  default: '',
  because: 'Padrão do produto: os últimos doze meses.',
}

const deliveryFee: Parameter = {
  key: 'billing.delivery_fee',
  title: 'Taxa de entrega em outro endereço',
  help: 'Se a fatura de quem a recebe em endereço alternativo leva uma taxa de entrega, e de quanto.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['is_charged', 'cents'],
    properties: {
      is_charged: { title: 'Cobrar', type: 'boolean' },
      cents: { title: 'Valor', type: 'integer', unit: 'cents', minimum: 0, maximum: 10000 },
    },
  },
  default: { is_charged: false, cents: 0 },
  because: 'Padrão do produto: a entrega não é cobrada.',
}

const excessMessage: Parameter = {
  key: 'billing.excess_message',
  title: 'Mensagem de excesso de consumo',
  help: 'Se a fatura de quem consumiu acima da própria média leva a mensagem de excesso, e quantos por cento acima dela. O texto é o da mensagem de condição “Consumo acima da média”.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['is_on', 'percent_over'],
    properties: {
      is_on: { title: 'Imprimir a mensagem', type: 'boolean' },
      percent_over: {
        title: 'Acima da média em mais de (%)',
        type: 'string',
        pattern: '^\\d{1,4}(\\.\\d{1,2})?$',
      },
    },
  },
  default: { is_on: true, percent_over: '30' },
  because: 'Padrão do produto: consumo mais de 30% acima da média do imóvel.',
}

const serviceParcels: Parameter = {
  key: 'billing.service_parcels',
  title: 'Parcelas de um serviço',
  help: 'Em quantas parcelas, no máximo, um serviço é cobrado nas faturas.',
  schema: { type: 'integer', minimum: 1, maximum: 60 },
  default: 12,
  because: 'Padrão do produto: até um ano.',
}

const finalAccountOrder: Parameter = {
  key: 'billing.final_account_order',
  title: 'Ordem de serviço da conta final paga',
  help: 'Tipo de serviço pedido ao campo quando uma conta final fica paga. Vazio: nenhuma ordem é aberta.',
  schema: {
    type: ['string', 'null'],
    title: 'Tipo de serviço',
    maxLength: 60,
    namedBy: 'services.types',
  },
  default: 'disconnection',
  because: 'Termo de Referência 3.2.7.15: o desligamento é pedido depois que a conta final é paga.',
}

/** What decides in situations of billing apart (TR-3.2.7.12). */
export const situationParameters: readonly Parameter[] = [
  minimumIndividual,
  firstChargeDays,
  historyFrom,
  deliveryFee,
  excessMessage,
  serviceParcels,
  finalAccountOrder,
]
