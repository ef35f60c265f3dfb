import type { Decision, Expression, JsonSchema } from '#core/rules/index'
import { CORRECTION_KINDS, FAULTS } from '../domain/correction_kinds.ts'
import { ARRANGEMENTS, SETTLEMENTS, STAGES } from '../records/options.ts'

interface Named {
  readonly value: string
  readonly label: string
}

const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
const choice = (title: string, options: readonly Named[]): JsonSchema => ({
  type: 'string',
  title,
  enum: options.map(({ value }) => value),
  enumTitles: options.map(({ label }) => label),
})

const FACTS = closed({
  kind: choice('Correção pedida', CORRECTION_KINDS),
  fault: choice('De quem foi o erro, pelo motivo', FAULTS),
  settlement: choice('Quitação', SETTLEMENTS),
  stage: choice('Fase de cobrança', STAGES),
  arrangement: choice('Acordo', ARRANGEMENTS),
  days_late: {
    type: 'integer',
    title: 'Dias de atraso (0 quando não venceu)',
    minimum: 0,
    unit: 'days',
  },
  total: { type: 'string', format: 'decimal', title: 'Total da fatura', unit: 'BRL' },
  has_hold: { type: 'boolean', title: 'Está em processo ou em confirmação do banco' },
})

const OUTCOME = closed({
  allowed: { type: 'boolean', title: 'Pode ser corrigida' },
  keeps_delay: { type: 'boolean', title: 'O atraso continua contado do vencimento original' },
  message: { type: 'string', title: 'O que se diz a quem corrige', maxLength: 300 },
})

const is = (fact: string, value: string): Expression => ({ '==': [{ var: [fact] }, value] })
const late: Expression = { '>': [{ var: ['days_late'] }, 0] }
const answer = (allowed: boolean, keeps: boolean, message: string) => ({
  ...{ allowed, keeps_delay: keeps, message },
})

const FEES = 'Código de Defesa do Consumidor, arts. 39, V, e 42: não se cobra o que não é devido'
const PLAN = 'Código Civil, art. 360 (novação): o débito passou ao acordo'
const REGISTER = 'Lei 6.830/1980, art. 2º, § 8º: a certidão se emenda por ato da autoridade'
const PAID =
  'Código Civil, art. 876 (pagamento indevido) e CDC, art. 42, parágrafo único: o pago a mais se restitui'

const facts = (change: Readonly<Record<string, string | number | boolean>>) => ({
  kind: 'consumption',
  fault: 'none',
  settlement: 'open',
  stage: 'ordinary',
  arrangement: 'none',
  days_late: 0,
  total: '100.00',
  has_hold: false,
  ...change,
})

const MESSAGES = {
  plan: 'A fatura está em acordo: desfaça o acordo antes de corrigi-la.',
  register:
    'A fatura está inscrita em dívida ativa ou em execução: só a autoridade jurídica a emenda.',
  fault:
    'Erro do prestador: o atraso até hoje deixa de contar, sem multa nem juros, e o prazo de pagamento é novo.',
  paid: 'O que já foi pago desta fatura vira crédito do cliente: paga a nova versão, e o que sobrar fica para as próximas.',
  due_paid: 'A fatura já foi paga: não há vencimento a mudar.',
  cancel_paid:
    'A fatura já foi paga e não se cancela: corrija o que está errado nela, e o que foi pago a mais vira crédito.',
  listed:
    'A fatura está negativada ou protestada: peça também a exclusão do registro da fatura anterior.',
  noticed: 'O aviso de débito desta fatura fica sem efeito.',
  late: 'A fatura está vencida: o atraso continua contado do vencimento original.',
  none: '',
}

/** `billing.correction_effects`: what a correction of an invoice may do, by where the invoice stands (DECISIONS 53). */
export const correctionEffectsDecision: Decision = {
  name: 'billing.correction_effects',
  title: 'Efeitos da correção de faturas',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'first',
  dates: [{ key: 'corrected_on', title: 'Data da correção' }],
  ruleset: {
    decision: 'billing.correction_effects',
    default: answer(true, false, MESSAGES.none),
    rules: [
      {
        id: 'in_plan',
        title: 'Em acordo',
        when: { '!': [is('arrangement', 'none')] },
        then: answer(false, false, MESSAGES.plan),
        because: PLAN,
      },
      {
        id: 'inscribed',
        title: 'Em dívida ativa ou em execução',
        when: { or: [is('stage', 'inscribed'), is('stage', 'in_court')] },
        then: answer(false, false, MESSAGES.register),
        because: REGISTER,
      },
      {
        id: 'due_of_paid',
        title: 'Vencimento de fatura paga',
        when: { and: [is('kind', 'due_date'), is('settlement', 'settled')] },
        then: answer(false, false, MESSAGES.due_paid),
        because: PAID,
      },
      {
        id: 'cancel_of_paid',
        title: 'Cancelamento de fatura paga',
        when: { and: [is('kind', 'cancel'), is('settlement', 'settled')] },
        then: answer(false, false, MESSAGES.cancel_paid),
        because: PAID,
      },
      {
        id: 'paid',
        title: 'Paga, no todo ou em parte',
        when: { or: [is('settlement', 'settled'), is('settlement', 'partly_settled')] },
        then: answer(true, false, MESSAGES.paid),
        because: PAID,
      },
      {
        id: 'utility_fault',
        title: 'Vencida por erro do prestador',
        when: { and: [is('fault', 'utility'), late] },
        then: answer(true, false, MESSAGES.fault),
        because: FEES,
      },
      {
        id: 'listed',
        title: 'Negativada ou protestada',
        when: { or: [is('stage', 'listed'), is('stage', 'protested')] },
        then: answer(true, true, MESSAGES.listed),
        because: FEES,
      },
      {
        id: 'noticed',
        title: 'Com aviso de débito',
        when: is('stage', 'noticed'),
        then: answer(true, true, MESSAGES.noticed),
        because: FEES,
      },
      {
        id: 'late',
        title: 'Vencida',
        when: late,
        then: answer(true, true, MESSAGES.late),
        because:
          'Código Civil, art. 397: o devedor está em mora desde o vencimento; o novo prazo não a apaga',
      },
    ],
    examples: [
      { title: 'A vencer', facts: facts({}), outcome: answer(true, false, MESSAGES.none) },
      {
        title: 'Vencida, sem erro do prestador',
        facts: facts({ days_late: 12 }),
        outcome: answer(true, true, MESSAGES.late),
      },
      {
        title: 'Vencida, por erro de leitura do prestador',
        facts: facts({ kind: 'reading', fault: 'utility', days_late: 12 }),
        outcome: answer(true, false, MESSAGES.fault),
      },
      {
        title: 'Paga',
        facts: facts({ settlement: 'settled' }),
        outcome: answer(true, false, MESSAGES.paid),
      },
      {
        title: 'Vencimento de fatura paga',
        facts: facts({ kind: 'due_date', settlement: 'settled' }),
        outcome: answer(false, false, MESSAGES.due_paid),
      },
      {
        title: 'Cancelamento de fatura paga',
        facts: facts({ kind: 'cancel', settlement: 'settled' }),
        outcome: answer(false, false, MESSAGES.cancel_paid),
      },
      {
        title: 'Parcelada',
        facts: facts({ arrangement: 'plan' }),
        outcome: answer(false, false, MESSAGES.plan),
      },
      {
        title: 'Em dívida ativa',
        facts: facts({ stage: 'inscribed' }),
        outcome: answer(false, false, MESSAGES.register),
      },
      {
        title: 'Negativada',
        facts: facts({ stage: 'listed', days_late: 90 }),
        outcome: answer(true, true, MESSAGES.listed),
      },
      {
        title: 'Com aviso',
        facts: facts({ stage: 'noticed', days_late: 40 }),
        outcome: answer(true, true, MESSAGES.noticed),
      },
    ],
  },
}
