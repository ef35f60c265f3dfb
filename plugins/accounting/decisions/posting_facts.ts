import type { JsonSchema } from '#core/rules/index'
import { CHART_KIND, DEFAULT_CHART } from '../domain/chart.ts'
import { EVENTS } from '../domain/event.ts'

const text = (title: string): JsonSchema => ({ type: ['string', 'null'], title, maxLength: 40 })
const named = (title: string, namedBy: string): JsonSchema => ({ ...text(title), namedBy })
const choice = (title: string, names: Readonly<Record<string, string>>): JsonSchema => ({
  ...text(title),
  names: Object.entries(names).map(([value, name]) => ({ value, title: name })),
})
const account = (title: string): JsonSchema => ({
  type: 'string',
  title,
  maxLength: 40,
  namedBy: `${CHART_KIND}/${DEFAULT_CHART}`,
})

/** In the order of `EVENTS`. */
const EVENT_TITLES = [
  'Cobrança faturada',
  'Cobrança de terceiro faturada',
  'Crédito aplicado na fatura',
  'Débito recebido',
  'Valor de terceiro recebido',
  'Diferença a menor perdoada',
  'Valor de terceiro perdoado',
  'Tributo retido pelo pagador',
  'Encargo por atraso',
  'Encargo de terceiro por atraso',
  'Pagamento a maior',
  'Recebimento a identificar',
  'Pago de fatura corrigida',
  'Provisão de devedores duvidosos',
  'Reversão da provisão de devedores duvidosos',
  'Repasse a terceiro',
  'Tarifa retida no repasse',
  'Valor de terceiro devolvido por correção',
  'Saldo de abertura: débito',
  'Saldo de abertura: débito de terceiro',
  'Saldo de abertura: crédito de usuário',
  'Encargo dispensado com o fim de um parcelamento',
  'Desconto de parcelamento',
  'Desconto de parcelamento perdido',
  'Juros de parcelamento dispensados',
  'Inscrição em dívida ativa',
  'Baixa de dívida ativa',
  'Débito baixado por ato',
  'Débito parcelado, a faturar',
  'Parcela que deixa de esperar fatura',
  'Crédito devolvido em dinheiro',
  'Tributo sobre a receita',
  'Juros de empréstimos e financiamentos',
]

/** What the rules may ask about an event. */
export const FACTS: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    event: { type: 'string', enum: EVENTS, enumTitles: EVENT_TITLES, title: 'Evento' },
    charge_type: named('Tipo de cobrança', 'receivables.items#charge_type'),
    service: choice('Serviço', { water: 'Água', sewage: 'Esgoto', other: 'Outro' }),
    service_code: text('Código na tabela de serviços'),
    category: named('Categoria', 'registry.categories'),
    component: named('Parcela', 'receivables.items#component'),
    beneficiary_kind: choice('Beneficiário', { utility: 'Prestador', third_party: 'Terceiro' }),
    money: choice('Onde está o dinheiro', {
      bank: 'No banco',
      transit: 'A caminho do banco',
      unidentified: 'Em recebimentos a identificar',
      offset: 'No que o prestador devia (encontro de contas)',
    }),
    agent: text('Agente arrecadador'),
    cause: choice('Causa do crédito', {
      overpayment: 'Pagamento a maior',
      duplicate: 'Pagamento em dobro',
      correction: 'Pago de fatura corrigida',
    }),
    tax: text('Tributo'),
  },
  required: [
    ...['event', 'charge_type', 'service', 'category', 'component', 'beneficiary_kind', 'money'],
    ...['agent', 'cause', 'service_code', 'tax'],
  ],
}

/** One balanced pair. */
export const OUTCOME: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['debit', 'credit'],
  properties: { debit: account('Conta debitada'), credit: account('Conta creditada') },
}
