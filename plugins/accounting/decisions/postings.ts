import type { Decision, Expression, JsonSchema, Rule } from '#core/rules/index'
import { CHART_KIND, DEFAULT_CHART } from '../domain/chart.ts'
import { EVENTS, type EventName, type PostingFacts, factsOf } from '../domain/event.ts'

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
]

const FACTS: JsonSchema = {
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
    }),
    agent: text('Agente arrecadador'),
    cause: choice('Causa do crédito', {
      overpayment: 'Pagamento a maior',
      duplicate: 'Pagamento em dobro',
      correction: 'Pago de fatura corrigida',
    }),
    tax: text('Tributo retido'),
  },
  required: [
    ...['event', 'charge_type', 'service', 'category', 'component', 'beneficiary_kind', 'money'],
    ...['agent', 'cause', 'service_code', 'tax'],
  ],
}

const OUTCOME: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['debit', 'credit'],
  properties: { debit: account('Conta debitada'), credit: account('Conta creditada') },
}

const CLIENTS = '1.1.2.2.1.01'
const ACTIVE_DEBT = '1.2.1.1.1.05'
const INSCRIBED = '7.3.2.1.01'
const TO_RECEIVE = '8.3.2.1.01'
const WRITTEN_OFF = '3.6.5.1.03'
const BANK = '1.1.1.1.1.19'
const TRANSIT = '1.1.1.1.1.50'
const TO_COLLECT = '2.1.8.8.1.01'
const TO_TRANSFER = '2.1.8.8.1.02'
const CREDITS = '2.1.8.9.1.01'
const UNIDENTIFIED = '2.1.8.9.1.02'
const FORGIVEN = '3.6.5.1.01'
const PLAN_DISCOUNTS = '3.6.5.1.02'
const PLAN_INTEREST = '4.4.2.1.04'
const WITHHELD = '1.1.3.2.1.01'
const ALLOWANCE = '1.1.2.9.1.01'
const LOSS = '3.6.1.7.1.90'
const LOSS_BACK = '4.9.7.2.1.01'
const OPENING = '2.3.7.1.1.01'
const COLLECTION_FEE = '4.3.3.1.05'
const REVENUE: Readonly<Record<string, string>> = {
  water: '4.3.3.1.01',
  sewage: '4.3.3.1.02',
  other: '4.3.3.1.03',
}
const LATE: Readonly<Record<string, string>> = {
  fine: '4.4.2.1.01',
  interest: '4.4.2.1.02',
  correction: '4.4.2.1.03',
}

const is = (fact: keyof PostingFacts, value: string): Expression => ({
  '==': [{ var: [fact] }, value],
})
const event = (name: EventName): Expression => is('event', name)
const both = (...conditions: Expression[]): Expression => ({ and: conditions })

/** The account in which the money of a receipt is booked. */
const money: Expression = {
  if: [is('money', 'bank'), BANK, { if: [is('money', 'transit'), TRANSIT, UNIDENTIFIED] }],
}

const BASIS = {
  billed: 'NBC TSP 02 (receita de transação com contraprestação, por competência); MCASP, parte II',
  third: 'MCASP, parte II (valores restituíveis): o prestador só arrecada; não é receita sua',
  receipt: 'Lei 4.320/1964, art. 35, I; MCASP, parte II (arrecadação)',
  late: 'NBC TSP 02; MCASP, parte II (encargos de mora, quando o direito surge)',
  credit: 'MCASP, parte II: valor recebido sem contraprestação é obrigação com o usuário',
  withheld: 'Lei 9.430/1996, art. 64; IN RFB 1.234/2012: o retido antecipa o tributo do prestador',
  provision: 'MCASP, parte III (ajuste para perdas de créditos); Lei 4.320/1964, art. 39',
  opening: 'MCASP, parte II: saldos do sistema anterior entram contra resultados acumulados',
  plan: 'Código Civil, arts. 360 e 389; NBC TSP 02 (o desconto e o que se dispensa reduzem o ativo)',
  inscribed:
    'Lei 4.320/1964, art. 39; MCASP, parte III (dívida ativa): o crédito passa de clientes para dívida ativa',
  loss: 'NBC TSP Estrutura Conceitual (desreconhecimento de ativo); MCASP, parte II',
}

const SERVICES = [
  ['water', 'Água faturada'],
  ['sewage', 'Esgoto faturado'],
  ['other', 'Outro serviço faturado'],
] as const
const COMPONENTS = [
  ['fine', 'Multa por atraso'],
  ['interest', 'Juros de mora'],
  ['correction', 'Correção monetária'],
] as const

const rule = (
  id: string,
  title: string,
  {
    when,
    debit,
    credit,
    because,
  }: { when: Expression; debit: Expression; credit: Expression; because: string }
): Rule => ({ id, title, when, then: { debit, credit }, because })

const RULES: readonly Rule[] = [
  ...SERVICES.map(([service, title]) =>
    rule(`issued_${service}`, title, {
      when: both(
        event('invoice_charge_issued'),
        is('service', service),
        ...(service === 'other' ? [{ '!': [is('charge_type', 'plan_interest')] }] : [])
      ),
      debit: CLIENTS,
      credit: REVENUE[service]!,
      because: BASIS.billed,
    })
  ),
  rule('issued_plan_interest', 'Juros de parcelamento faturados', {
    when: both(event('invoice_charge_issued'), is('charge_type', 'plan_interest')),
    debit: CLIENTS,
    credit: PLAN_INTEREST,
    because: BASIS.late,
  }),
  ...COMPONENTS.map(([component, title]) =>
    rule(`plan_given_up_${component}`, `${title}: dispensa com o fim do parcelamento`, {
      when: both(event('plan_late_given_up'), is('component', component)),
      debit: LATE[component]!,
      credit: CLIENTS,
      because: BASIS.plan,
    })
  ),
  rule('plan_discount', 'Desconto de parcelamento', {
    when: event('plan_discount'),
    debit: PLAN_DISCOUNTS,
    credit: CLIENTS,
    because: BASIS.plan,
  }),
  rule('plan_discount_lapsed', 'Desconto de parcelamento perdido', {
    when: event('plan_discount_lapsed'),
    debit: CLIENTS,
    credit: PLAN_DISCOUNTS,
    because: BASIS.plan,
  }),
  rule('plan_interest_given_up', 'Juros de parcelamento dispensados', {
    when: event('plan_interest_given_up'),
    debit: PLAN_DISCOUNTS,
    credit: CLIENTS,
    because: BASIS.plan,
  }),
  rule('third_party_issued', 'Cobrança de terceiro faturada', {
    when: event('third_party_charge_issued'),
    debit: CLIENTS,
    credit: TO_COLLECT,
    because: BASIS.third,
  }),
  ...COMPONENTS.map(([component, title]) =>
    rule(`late_${component}`, title, {
      when: both(event('late_charge'), is('component', component)),
      debit: CLIENTS,
      credit: LATE[component]!,
      because: BASIS.late,
    })
  ),
  rule('third_party_late', 'Encargo de terceiro por atraso', {
    when: event('third_party_late_charge'),
    debit: CLIENTS,
    credit: TO_COLLECT,
    because: BASIS.third,
  }),
  rule('credit_applied', 'Crédito do usuário aplicado na fatura', {
    when: event('credit_applied'),
    debit: CREDITS,
    credit: CLIENTS,
    because: BASIS.credit,
  }),
  rule('receipt_settled', 'Débito recebido', {
    when: event('receipt_settled'),
    debit: money,
    credit: CLIENTS,
    because: BASIS.receipt,
  }),
  rule('third_party_received', 'Valor de terceiro recebido, a repassar', {
    when: event('third_party_received'),
    debit: TO_COLLECT,
    credit: TO_TRANSFER,
    because: BASIS.third,
  }),
  rule('third_party_returned', 'Valor de terceiro devolvido por correção', {
    when: event('third_party_returned'),
    debit: TO_TRANSFER,
    credit: TO_COLLECT,
    because: BASIS.third,
  }),
  rule('overpayment_credit', 'Pagamento a maior ou em dobro', {
    when: event('overpayment_credit'),
    debit: money,
    credit: CREDITS,
    because: BASIS.credit,
  }),
  rule('correction_credit', 'Pago de fatura corrigida', {
    when: event('correction_credit'),
    debit: CLIENTS,
    credit: CREDITS,
    because: BASIS.credit,
  }),
  rule('unidentified_receipt', 'Recebimento a identificar', {
    when: event('unidentified_receipt'),
    debit: money,
    credit: UNIDENTIFIED,
    because: BASIS.credit,
  }),
  rule('shortfall_forgiven', 'Diferença dispensada', {
    when: event('shortfall_forgiven'),
    debit: FORGIVEN,
    credit: CLIENTS,
    because: BASIS.loss,
  }),
  rule('third_party_forgiven', 'Diferença de terceiro dispensada', {
    when: event('third_party_forgiven'),
    debit: TO_COLLECT,
    credit: CLIENTS,
    because: BASIS.third,
  }),
  rule('tax_withheld', 'Tributo retido pelo órgão pagador', {
    when: event('tax_withheld'),
    debit: WITHHELD,
    credit: CLIENTS,
    because: BASIS.withheld,
  }),
  rule('provision_recorded', 'Provisão de devedores duvidosos', {
    when: event('provision_recorded'),
    debit: LOSS,
    credit: ALLOWANCE,
    because: BASIS.provision,
  }),
  rule('provision_reversed', 'Reversão da provisão de devedores duvidosos', {
    when: event('provision_reversed'),
    debit: ALLOWANCE,
    credit: LOSS_BACK,
    because: BASIS.provision,
  }),
  rule('debt_inscribed', 'Inscrição em dívida ativa', {
    when: event('debt_inscribed'),
    debit: ACTIVE_DEBT,
    credit: CLIENTS,
    because: BASIS.inscribed,
  }),
  rule('debt_inscribed_control', 'Controle: inscrita, a receber', {
    when: event('debt_inscribed'),
    debit: INSCRIBED,
    credit: TO_RECEIVE,
    because: BASIS.inscribed,
  }),
  rule('debt_released', 'Baixa de dívida ativa', {
    when: event('debt_released'),
    debit: CLIENTS,
    credit: ACTIVE_DEBT,
    because: BASIS.inscribed,
  }),
  rule('debt_released_control', 'Controle: inscrição encerrada', {
    when: event('debt_released'),
    debit: TO_RECEIVE,
    credit: INSCRIBED,
    because: BASIS.inscribed,
  }),
  rule('debt_written_off', 'Débito baixado por ato', {
    when: event('debt_written_off'),
    debit: WRITTEN_OFF,
    credit: CLIENTS,
    because: BASIS.loss,
  }),
  rule('third_party_passed', 'Repasse a terceiro', {
    when: event('third_party_passed'),
    debit: TO_TRANSFER,
    credit: BANK,
    because: BASIS.third,
  }),
  rule('collection_fee_kept', 'Tarifa retida no repasse', {
    when: event('collection_fee_kept'),
    debit: TO_TRANSFER,
    credit: COLLECTION_FEE,
    because: BASIS.billed,
  }),
  rule('opening_debt', 'Débito trazido do sistema anterior', {
    when: event('opening_debt'),
    debit: CLIENTS,
    credit: OPENING,
    because: BASIS.opening,
  }),
  rule('third_party_opening_debt', 'Débito de terceiro trazido do sistema anterior', {
    when: event('third_party_opening_debt'),
    debit: CLIENTS,
    credit: TO_COLLECT,
    because: BASIS.third,
  }),
  rule('opening_credit', 'Crédito de usuário trazido do sistema anterior', {
    when: event('opening_credit'),
    debit: OPENING,
    credit: CREDITS,
    because: BASIS.opening,
  }),
]

const utility = { beneficiary_kind: 'utility', component: 'principal' } as const
const third = {
  beneficiary_kind: 'third_party',
  component: 'principal',
  charge_type: 'garbage',
} as const

const example = (title: string, facts: PostingFacts, ...pairs: readonly [string, string][]) => ({
  title,
  facts: { ...facts },
  outcome: pairs.map(([debit, credit]) => ({ debit, credit })),
})

/** `accounting.postings`: which accounts an event is debited and credited to; the amount is the event's own. */
export const postingsDecision: Decision = {
  name: 'accounting.postings',
  title: 'Lançamentos contábeis',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'all',
  dates: [{ key: 'posted_on', title: 'Data do lançamento' }],
  ruleset: {
    decision: 'accounting.postings',
    default: null,
    rules: RULES,
    examples: [
      ...SERVICES.map(([service, title]) =>
        example(
          title,
          factsOf('invoice_charge_issued', { ...utility, service, charge_type: service }),
          [CLIENTS, REVENUE[service]!]
        )
      ),
      example(
        'Taxa de lixo: não é receita',
        factsOf('third_party_charge_issued', { ...third, service: 'other' }),
        [CLIENTS, TO_COLLECT]
      ),
      ...COMPONENTS.map(([component, title]) =>
        example(title, factsOf('late_charge', { beneficiary_kind: 'utility', component }), [
          CLIENTS,
          LATE[component]!,
        ])
      ),
      example(
        'Multa da taxa de lixo',
        factsOf('third_party_late_charge', { ...third, component: 'fine' }),
        [CLIENTS, TO_COLLECT]
      ),
      example('Crédito aplicado', factsOf('credit_applied', { cause: 'duplicate' }), [
        CREDITS,
        CLIENTS,
      ]),
      example(
        'Água recebida pelo banco',
        factsOf('receipt_settled', { ...utility, money: 'bank', agent: '001' }),
        [BANK, CLIENTS]
      ),
      example(
        'Água recebida, ainda não creditada',
        factsOf('receipt_settled', { ...utility, money: 'transit' }),
        [TRANSIT, CLIENTS]
      ),
      example(
        'Recebimento que foi identificado',
        factsOf('receipt_settled', { ...utility, money: 'unidentified' }),
        [UNIDENTIFIED, CLIENTS]
      ),
      example('Taxa de lixo recebida', factsOf('third_party_received', third), [
        TO_COLLECT,
        TO_TRANSFER,
      ]),
      example('Taxa de lixo devolvida', factsOf('third_party_returned', third), [
        TO_TRANSFER,
        TO_COLLECT,
      ]),
      example(
        'Pago em dobro',
        factsOf('overpayment_credit', { cause: 'duplicate', money: 'bank' }),
        [BANK, CREDITS]
      ),
      example(
        'O que se pagou de uma fatura corrigida',
        factsOf('correction_credit', { cause: 'correction' }),
        [CLIENTS, CREDITS]
      ),
      example('Recebimento sem documento', factsOf('unidentified_receipt', { money: 'bank' }), [
        BANK,
        UNIDENTIFIED,
      ]),
      example('Centavos dispensados', factsOf('shortfall_forgiven', utility), [FORGIVEN, CLIENTS]),
      example('Centavos da taxa de lixo dispensados', factsOf('third_party_forgiven', third), [
        TO_COLLECT,
        CLIENTS,
      ]),
      example('Retido por órgão federal', factsOf('tax_withheld', utility), [WITHHELD, CLIENTS]),
      example(
        'Juros de parcelamento',
        factsOf('invoice_charge_issued', {
          ...{ beneficiary_kind: 'utility', component: 'interest' },
          ...{ service: 'other', charge_type: 'plan_interest' },
        }),
        [CLIENTS, PLAN_INTEREST]
      ),
      ...COMPONENTS.map(([component, title]) =>
        example(
          `${title} dispensada com o fim do parcelamento`,
          factsOf('plan_late_given_up', { beneficiary_kind: 'utility', component }),
          [LATE[component]!, CLIENTS]
        )
      ),
      example('Desconto de parcelamento', factsOf('plan_discount', {}), [PLAN_DISCOUNTS, CLIENTS]),
      example('Desconto perdido', factsOf('plan_discount_lapsed', {}), [CLIENTS, PLAN_DISCOUNTS]),
      example('Juros dispensados', factsOf('plan_interest_given_up', {}), [
        PLAN_DISCOUNTS,
        CLIENTS,
      ]),
      example('Provisão do mês', factsOf('provision_recorded', {}), [LOSS, ALLOWANCE]),
      example(
        'Água inscrita em dívida ativa',
        factsOf('debt_inscribed', utility),
        [ACTIVE_DEBT, CLIENTS],
        [INSCRIBED, TO_RECEIVE]
      ),
      example(
        'Dívida ativa recebida: sai da dívida ativa o que o recebimento tira de clientes',
        factsOf('debt_released', utility),
        [CLIENTS, ACTIVE_DEBT],
        [TO_RECEIVE, INSCRIBED]
      ),
      example('Dívida prescrita', factsOf('debt_written_off', utility), [WRITTEN_OFF, CLIENTS]),
      example('Repasse do mês', factsOf('third_party_passed', {}), [TO_TRANSFER, BANK]),
      example('Tarifa pela arrecadação', factsOf('collection_fee_kept', {}), [
        TO_TRANSFER,
        COLLECTION_FEE,
      ]),
      example('Débito do sistema anterior', factsOf('opening_debt', utility), [CLIENTS, OPENING]),
      example('Taxa de lixo do sistema anterior', factsOf('third_party_opening_debt', third), [
        CLIENTS,
        TO_COLLECT,
      ]),
      example('Crédito do sistema anterior', factsOf('opening_credit', { cause: 'overpayment' }), [
        OPENING,
        CREDITS,
      ]),
      example('Provisão que diminuiu', factsOf('provision_reversed', {}), [ALLOWANCE, LOSS_BACK]),
    ],
  },
}
