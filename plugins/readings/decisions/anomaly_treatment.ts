import type { Decision, Example, Expression, Rule } from '#core/rules/index'
import type { Fault } from '../domain/frozen_facts.ts'
import { SUBJECT, anomalyCode, closed, count, flag, mainCategory } from './schemas.ts'

const FACTS = closed({
  loaded_on: { type: 'string', format: 'date', title: 'Data da carga de leitura' },
  anomaly_code: anomalyCode,
  has_reading: flag('O leiturista informou leitura'),
  has_average: flag('O imóvel tem média'),
  has_photo: flag('O leiturista fotografou'),
  month: count('Mês seguido sem leitura, contando este', 'months'),
  recurrence: count('Mês seguido com a mesma anormalidade, contando este', 'months'),
  max_estimates: count('Máximo de estimativas seguidas', 'months'),
  category: mainCategory,
})

const OUTCOME = closed({
  kind: {
    type: 'string',
    title: 'Tipo de consumo',
    enum: ['measured', 'estimated', 'average', 'minimum'],
    enumTitles: ['Medido', 'Estimado', 'Média', 'Mínimo'],
  },
  enters_average: flag('Entra na média'),
  is_held: flag('Fica retida para conferência'),
  message: { type: 'string', title: 'Mensagem', maxLength: 200 },
  order: {
    type: 'string',
    title: 'Serviço pedido',
    enum: ['none', 'inspection', 'meter_exchange', 'leak_repair'],
    enumTitles: ['Nenhum', 'Vistoria', 'Troca do hidrômetro', 'Conserto de vazamento'],
  },
  stores_reading: flag('A leitura fica guardada mesmo sem faturar por ela'),
  needs_photo: flag('Sem foto fica retida'),
  fault: {
    type: 'string',
    title: 'Responsável pela falta de leitura',
    enum: ['none', 'customer', 'utility'],
    enumTitles: ['Ninguém', 'Cliente', 'Prestador'],
  },
})

const fact = (name: string): Expression => ({ var: [name] })
const codeIs = (...codes: readonly string[]): Expression => ({
  and: [
    { '!': [{ is_null: [fact('anomaly_code')] }] },
    { in: [fact('anomaly_code'), { literal: [codes] }] },
  ],
})
const noReading: Expression = { '!': [fact('has_reading')] }

const BECAUSE =
  'Regra do prestador para anormalidades de leitura; número de estimativas seguidas limitado pelo parâmetro “Estimativas seguidas”'

interface Treatment {
  readonly kind: 'measured' | 'estimated' | 'average' | 'minimum'
  readonly message: string
  readonly entersAverage?: boolean
  readonly isHeld?: boolean
  readonly order?: 'none' | 'inspection' | 'meter_exchange' | 'leak_repair'
  readonly needsPhoto?: boolean
  readonly fault?: Fault
}

const outcomeOf = (treatment: Treatment) => ({
  kind: treatment.kind,
  enters_average: treatment.entersAverage ?? false,
  is_held: treatment.isHeld ?? false,
  message: treatment.message,
  order: treatment.order ?? 'none',
  stores_reading: false,
  needs_photo: treatment.needsPhoto ?? false,
  fault: treatment.fault ?? 'none',
})

const LIMIT: Treatment = {
  kind: 'minimum',
  message: 'Limite de meses seguidos sem leitura: consumo mínimo e vistoria.',
  order: 'inspection',
  fault: 'customer',
}
const MISSING: Treatment = {
  kind: 'average',
  message: 'Sem leitura e sem anormalidade no retorno: conferir.',
  isHeld: true,
  fault: 'utility',
}
const NO_AVERAGE: Treatment = {
  kind: 'minimum',
  message: 'Sem leitura e sem média: consumo mínimo.',
}
const BROKEN_FIRST: Treatment = {
  kind: 'average',
  message: 'Hidrômetro quebrado ou parado: faturado pela média, troca pedida.',
  order: 'meter_exchange',
  fault: 'utility',
}
const BROKEN_LATER: Treatment = {
  kind: 'average',
  message:
    'Hidrômetro quebrado ou parado há meses: faturado pela média, conferir por que não foi trocado.',
  isHeld: true,
  order: 'meter_exchange',
  fault: 'utility',
}
const LEAK: Treatment = {
  kind: 'measured',
  message: 'Vazamento no cavalete: consumo medido, fora da média.',
  order: 'leak_repair',
}
const FIRST_MONTH: Treatment = {
  kind: 'average',
  message: 'Sem leitura: faturado pela média.',
  fault: 'customer',
}
const LATER: Treatment = {
  kind: 'estimated',
  message: 'Sem leitura em meses seguidos: estimado pelos dias; facilite o acesso ao hidrômetro.',
  fault: 'customer',
}
const MEASURED: Treatment = { kind: 'measured', message: '', entersAverage: true }

const rule = (id: string, title: string, when: Expression, then: Treatment): Rule => ({
  id,
  title,
  when,
  then: outcomeOf(then),
  because: BECAUSE,
})

const rules: readonly Rule[] = [
  rule(
    'missing',
    'Não voltou do campo',
    { and: [noReading, { is_null: [fact('anomaly_code')] }] },
    MISSING
  ),
  rule(
    'limit',
    'Passou do máximo de estimativas seguidas',
    { and: [noReading, { '>': [fact('month'), fact('max_estimates')] }] },
    LIMIT
  ),
  rule(
    'broken_later',
    'Hidrômetro quebrado há três meses ou mais, com média',
    { and: [codeIs('03'), fact('has_average'), { '>=': [fact('recurrence'), 3] }] },
    BROKEN_LATER
  ),
  rule(
    'broken',
    'Hidrômetro quebrado, com média',
    { and: [codeIs('03'), fact('has_average')] },
    BROKEN_FIRST
  ),
  rule(
    'no_average',
    'Sem leitura e sem média',
    { and: [noReading, { '!': [fact('has_average')] }] },
    NO_AVERAGE
  ),
  rule('leak', 'Vazamento com leitura', { and: [codeIs('04'), fact('has_reading')] }, LEAK),
  rule(
    'first_month',
    'Primeiro mês sem leitura',
    { and: [noReading, { '<=': [fact('month'), 1] }] },
    FIRST_MONTH
  ),
  rule('later_months', 'Segundo e terceiro meses sem leitura', noReading, LATER),
]

const ORDINARY = {
  loaded_on: '2026-11-20',
  anomaly_code: null,
  has_reading: true,
  has_average: true,
  has_photo: false,
  month: 0,
  recurrence: 0,
  max_estimates: 3,
  category: 'RES',
}
const example = (
  title: string,
  facts: Partial<Record<keyof typeof ORDINARY, unknown>>,
  then: Treatment
): Example => ({ title, facts: { ...ORDINARY, ...facts }, outcome: outcomeOf(then) })
const closedHouse = { anomaly_code: '01', has_reading: false }

/** `readings.anomaly_treatment`: how a month is billed by what the reader found (DECISIONS 52). */
export const anomalyTreatmentDecision: Decision = {
  name: 'readings.anomaly_treatment',
  title: 'Tratamento de anormalidades de leitura',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'first',
  dates: [{ key: 'loaded_on', title: 'Data da carga de leitura' }],
  subject: SUBJECT,
  ruleset: {
    decision: 'readings.anomaly_treatment',
    rules,
    default: outcomeOf(MEASURED),
    examples: [
      example('Leitura sem anormalidade', {}, MEASURED),
      example('Imóvel fechado, primeiro mês', { ...closedHouse, month: 1 }, FIRST_MONTH),
      example('Imóvel fechado, segundo mês', { ...closedHouse, month: 2 }, LATER),
      example('Imóvel fechado, terceiro mês', { ...closedHouse, month: 3 }, LATER),
      example('Imóvel fechado, quarto mês', { ...closedHouse, month: 4 }, LIMIT),
      example(
        'Imóvel fechado e novo',
        { ...closedHouse, month: 1, has_average: false },
        NO_AVERAGE
      ),
      example('Hidrômetro parado, com leitura', { anomaly_code: '03' }, BROKEN_FIRST),
      example(
        'Hidrômetro parado pelo terceiro mês',
        { anomaly_code: '03', month: 3, recurrence: 3 },
        BROKEN_LATER
      ),
      example('Vazamento, com leitura', { anomaly_code: '04' }, LEAK),
      example('Não voltou do campo', { has_reading: false, month: 1 }, MISSING),
    ],
  },
}
