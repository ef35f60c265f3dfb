import type { Decision, Expression, JsonSchema } from '#core/rules/index'

const decimal = (title: string, unit?: string): JsonSchema => ({
  type: 'string',
  format: 'decimal',
  title,
  unit,
})
const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})

const FACTS = closed({
  base: decimal('Valor em atraso, sem encargos nem valores de terceiros', 'BRL'),
  due_on: { type: 'string', format: 'date', title: 'Vencimento' },
  paid_on: { type: 'string', format: 'date', title: 'Data do pagamento' },
  days_late: {
    type: 'integer',
    title: 'Dias de atraso (0 quando pago em dia)',
    minimum: 0,
    unit: 'days',
  },
  fine_percent: decimal('Multa', 'percent'),
  monthly_interest_percent: decimal('Juros ao mês', 'percent'),
  correction_percent: decimal('Correção monetária acumulada', 'percent'),
})

const OUTCOME = closed({
  fine: decimal('Multa', 'BRL'),
  interest: decimal('Juros de mora', 'BRL'),
  correction: decimal('Correção monetária', 'BRL'),
})

const fine: Expression = {
  muldiv: [{ var: ['base'] }, { var: ['fine_percent'] }, 100, 2, 'half-up'],
}

/** 1 % a month is 1/30 of it a day, as an exact fraction: base × percent × days ÷ 3000. */
const interest: Expression = {
  muldiv: [
    { '*': [{ var: ['base'] }, { var: ['monthly_interest_percent'] }] },
    { var: ['days_late'] },
    3000,
    2,
    'half-up',
  ],
}

/** On the original amount, as the fine and the interest are. */
const correction: Expression = {
  muldiv: [{ var: ['base'] }, { var: ['correction_percent'] }, 100, 2, 'half-up'],
}

const facts = (base: string, paidOn: string, daysLate: number, percent = '0') => ({
  base,
  due_on: '2026-06-10',
  paid_on: paidOn,
  days_late: daysLate,
  fine_percent: '2',
  monthly_interest_percent: '1',
  correction_percent: percent,
})

/** `receivables.late_charges`: fine, interest and monetary correction of what was paid after its due date (DECISIONS 22). */
export const lateChargesDecision: Decision = {
  name: 'receivables.late_charges',
  title: 'Encargos por atraso',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'first',
  dates: [
    { key: 'due_on', title: 'Vencimento' },
    { key: 'paid_on', title: 'Data do pagamento' },
  ],
  ruleset: {
    decision: 'receivables.late_charges',
    default: { fine: '0', interest: '0', correction: '0' },
    rules: [
      {
        id: 'late',
        title: 'Pago depois do vencimento',
        when: { '>': [{ var: ['days_late'] }, 0] },
        then: { fine, interest, correction },
        because:
          'Código de Defesa do Consumidor, art. 52, § 1º (multa de até 2 %); Código Civil, art. 406, e CTN, art. 161, § 1º (juros de 1 % ao mês); Código Civil, arts. 389 e 395 (correção monetária)',
      },
    ],
    examples: [
      {
        title: 'Pago no vencimento: nada',
        facts: facts('100.00', '2026-06-10', 0),
        outcome: { fine: '0', interest: '0', correction: '0' },
      },
      {
        title: 'Um dia de atraso: multa de 2 % e um trinta avos de 1 %',
        facts: facts('100.00', '2026-06-11', 1),
        outcome: { fine: '2', interest: '0.03', correction: '0' },
      },
      {
        title: 'Dez dias de atraso sobre R$ 100,00',
        facts: facts('100.00', '2026-06-20', 10),
        outcome: { fine: '2', interest: '0.33', correction: '0' },
      },
      {
        title: 'Dez dias de atraso com índice acumulado de 0,50 %',
        facts: facts('100.00', '2026-06-20', 10, '0.5'),
        outcome: { fine: '2', interest: '0.33', correction: '0.5' },
      },
      {
        title: 'Trinta dias de atraso são um mês de juros',
        facts: facts('187.42', '2026-07-10', 30),
        outcome: { fine: '3.75', interest: '1.87', correction: '0' },
      },
    ],
  },
}
