import type { Decision, Expression, Rule } from '#core/rules/index'
import { critiqueExamples } from './critique_examples.ts'
import { SUBJECT, anomalyCode, closed, coded, count, flag, m3, mainCategory } from './schemas.ts'

const FACTS = closed({
  loaded_on: { type: 'string', format: 'date', title: 'Data da carga de leitura' },
  has_reading: flag('O leiturista informou leitura'),
  reading: { type: ['integer', 'null'], title: 'Leitura', minimum: 0 },
  previous: { type: ['integer', 'null'], title: 'Leitura anterior', minimum: 0 },
  digits: { type: ['integer', 'null'], title: 'Algarismos do hidrômetro', minimum: 3 },
  is_beyond_dial: flag('A leitura não cabe no hidrômetro'),
  is_rollover: flag('A leitura é menor que a anterior'),
  is_other_meter: flag('O hidrômetro lido não é o da carga'),
  is_second_visit: flag('Leitura de uma conferência em campo'),
  consumption: m3('Consumo medido'),
  average: m3('Média'),
  expected_min: m3('Consumo mínimo esperado no período'),
  expected_max: m3('Consumo máximo esperado no período'),
  days: count('Dias desde a leitura anterior', 'days'),
  anomaly_code: anomalyCode,
  consecutive_estimates: count('Meses seguidos sem leitura antes deste', 'months'),
  situation: coded('Situação da ligação de água', 20, 'registry.connections#situation'),
  category: mainCategory,
})

const OUTCOME = closed({
  state: {
    type: 'string',
    title: 'Situação',
    enum: ['accepted', 'held'],
    enumTitles: ['Aceita', 'Retida para conferência'],
  },
  code: { type: 'string', title: 'Código', maxLength: 40 },
  message: { type: 'string', title: 'Mensagem', maxLength: 200 },
})

const fact = (name: string): Expression => ({ var: [name] })
const known = (name: string): Expression => ({ '!': [{ is_null: [fact(name)] }] })
const held = (code: string, message: string) => ({ state: 'held', code, message })
const accepted = (code: string, message: string) => ({ state: 'accepted', code, message })

const BECAUSE =
  'Regra do prestador para a crítica de leitura; Termo de Referência, itens 3.2.4.4.4 e 3.2.4.6'

const rule = (
  id: string,
  title: string,
  when: Expression,
  then: Readonly<Record<string, Expression>>
): Rule => ({ id, title, when, then, because: BECAUSE })

const rules: readonly Rule[] = [
  rule(
    'beyond_dial',
    'Leitura que não cabe no hidrômetro',
    fact('is_beyond_dial'),
    held('beyond_dial', 'A leitura tem mais algarismos que o hidrômetro.')
  ),
  rule(
    'other_meter',
    'Hidrômetro diferente do da carga',
    fact('is_other_meter'),
    held('other_meter', 'O hidrômetro lido no local não é o que estava na carga.')
  ),
  rule(
    'no_reading',
    'Sem consumo medido',
    { is_null: [fact('consumption')] },
    accepted('no_reading', '')
  ),
  rule(
    'cut_with_consumption',
    'Consumo em ligação que não está ativa',
    {
      and: [
        known('consumption'),
        { '>': [fact('consumption'), 0] },
        { '!=': [fact('situation'), 'active'] },
      ],
    },
    held(
      'cut_with_consumption',
      'Há consumo em uma ligação que não está ativa: verificar violação.'
    )
  ),
  rule(
    'below_previous',
    'Leitura menor que a anterior sem virada provável',
    {
      and: [
        fact('is_rollover'),
        known('consumption'),
        {
          or: [
            { is_null: [fact('expected_max')] },
            {
              and: [known('expected_max'), { '>': [fact('consumption'), fact('expected_max')] }],
            },
          ],
        },
      ],
    },
    held('below_previous', 'A leitura é menor que a anterior e o consumo da virada não é provável.')
  ),
  rule(
    'first_high',
    'Consumo alto sem média para comparar',
    {
      and: [
        { is_null: [fact('expected_max')] },
        known('consumption'),
        { '>': [fact('consumption'), 100] },
      ],
    },
    held('first_high', 'Consumo acima de 100 m³ em imóvel ainda sem média.')
  ),
  rule(
    'above_range',
    'Acima da faixa esperada',
    {
      and: [
        known('consumption'),
        known('expected_max'),
        { '>': [fact('consumption'), fact('expected_max')] },
      ],
    },
    held('above_range', 'Consumo acima da faixa esperada pela média.')
  ),
  rule(
    'rollover',
    'Virada do hidrômetro',
    fact('is_rollover'),
    accepted('rollover', 'O hidrômetro virou: o consumo passa pelo zero.')
  ),
  rule(
    'no_consumption',
    'Consumo zero em imóvel que consumia',
    {
      and: [
        known('consumption'),
        known('average'),
        { '==': [fact('situation'), 'active'] },
        { '==': [fact('consumption'), 0] },
        { '>=': [fact('average'), 10] },
      ],
    },
    held('no_consumption', 'Sem consumo no período, com média de 10 m³ ou mais.')
  ),
  rule(
    'below_range',
    'Abaixo da faixa esperada',
    {
      and: [
        known('consumption'),
        known('expected_min'),
        { '==': [fact('situation'), 'active'] },
        { '<': [fact('consumption'), fact('expected_min')] },
      ],
    },
    held('below_range', 'Consumo abaixo da faixa esperada pela média.')
  ),
]

/** `readings.critique`: whether a reading goes on to billing or waits for a person, and why. */
export const critiqueDecision: Decision = {
  name: 'readings.critique',
  title: 'Crítica de leitura',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'first',
  dates: [{ key: 'loaded_on', title: 'Data da carga de leitura' }],
  subject: SUBJECT,
  ruleset: {
    decision: 'readings.critique',
    rules,
    default: accepted('ok', ''),
    examples: critiqueExamples,
  },
}
