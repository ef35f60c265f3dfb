import type { Parameter } from '#core/configuration/index'

export const QUEUE = 'collections.queue'
export const PROMISES = 'collections.promises'

/** Points that put the queue in order. */
export interface QueueTerms {
  readonly per_hundred: number
  readonly most_for_value: number
  readonly per_thirty_days: number
  readonly most_for_age: number
  readonly broken_promise: number
  readonly callback_due: number
}

export interface PromiseTerms {
  readonly max_days: number
  readonly max_promises: number
  readonly period_days: number
  readonly grace_days: number
  readonly suspends: boolean
}

const points = (title: string) => ({ title, type: 'integer', minimum: 0, maximum: 10_000 })
const days = (title: string, minimum: number, maximum: number) => ({
  ...{ title, type: 'integer', unit: 'days', minimum, maximum },
})

const queue: Parameter = {
  key: QUEUE,
  title: 'Fila da mesa de cobrança',
  help: 'Quantos pontos cada caso ganha pelo valor vencido, pela idade, por promessa quebrada e por retorno marcado para hoje ou antes. Mais pontos, mais cedo na fila; o que tem promessa ou retorno para depois espera com zero.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: [
      ...['per_hundred', 'most_for_value', 'per_thirty_days', 'most_for_age'],
      ...['broken_promise', 'callback_due'],
    ],
    properties: {
      per_hundred: points('A cada R$ 100,00 vencidos'),
      most_for_value: points('No máximo, pelo valor'),
      per_thirty_days: points('A cada 30 dias do débito mais antigo'),
      most_for_age: points('No máximo, pela idade'),
      broken_promise: points('Por ter quebrado promessa'),
      callback_due: points('Por retorno marcado para hoje ou antes'),
    },
  },
  default: {
    ...{ per_hundred: 5, most_for_value: 200, per_thirty_days: 5, most_for_age: 60 },
    ...{ broken_promise: 100, callback_due: 300 },
  },
  because:
    'Ordem de trabalho da mesa de cobrança: retorno combinado, promessa quebrada, valor e idade.',
}

const promises: Parameter = {
  key: PROMISES,
  title: 'Promessas de pagamento',
  help: 'Até quantos dias à frente se promete, quantas promessas um devedor faz num período, quantos dias depois da data o pagamento ainda a cumpre, e se ela suspende notificações, corte, negativação e inscrição dos débitos prometidos enquanto é aguardada.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['max_days', 'max_promises', 'period_days', 'grace_days', 'suspends'],
    properties: {
      max_days: days('Dias à frente, no máximo', 1, 120),
      max_promises: { title: 'Promessas no período', type: 'integer', minimum: 1, maximum: 50 },
      period_days: days('Período', 1, 730),
      grace_days: days('Tolerância depois da data', 0, 15),
      suspends: { title: 'Suspende as outras cobranças', type: 'boolean' },
    },
  },
  default: {
    ...{ max_days: 15, max_promises: 2, period_days: 90, grace_days: 2, suspends: false },
  },
  because:
    'Política do prestador: a lei não suspende notificação nem corte por promessa; a tolerância cobre o prazo em que o banco repassa o pagamento.',
}

export default [queue, promises] as readonly Parameter[]
