import type { Parameter } from '#core/configuration/index'

export const RECTIFICATIONS = 'billing.rectification_critique'

/** Value of the parameter; an analysis that is off finds nothing and lowers the level of the practice. */
export interface RectificationPolicy {
  readonly analyses: Readonly<Record<RectificationAspect, boolean>>
  readonly months: number
  readonly premise_months: number
  readonly reason_count: number
  readonly disguised_percent: number
  readonly user_count: number
}

export const RECTIFICATION_ASPECTS = [
  { value: 'recurring_premise', label: 'Mesmo imóvel em meses seguidos' },
  { value: 'recurring_reason', label: 'Motivo que se repete' },
  { value: 'disguised_cancellation', label: 'Cancelamento disfarçado de retificação' },
  { value: 'user_concentration', label: 'Um usuário concentra as de um cliente' },
] as const

export type RectificationAspect = (typeof RECTIFICATION_ASPECTS)[number]['value']

const whole = (title: string, minimum: number, maximum: number) => ({
  ...{ title, type: 'integer', minimum, maximum },
})

export const rectificationParameter: Parameter = {
  key: RECTIFICATIONS,
  title: 'Crítica das retificações de faturas',
  help: 'O que se analisa das retificações de cada mês, e a partir de quanto vira achado. Com uma análise desligada, a prática fica no nível 2.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: [
      ...[
        'analyses',
        'months',
        'premise_months',
        'reason_count',
        'disguised_percent',
        'user_count',
      ],
    ],
    properties: {
      analyses: {
        title: 'Análises',
        type: 'object',
        additionalProperties: false,
        required: RECTIFICATION_ASPECTS.map(({ value }) => value),
        properties: Object.fromEntries(
          RECTIFICATION_ASPECTS.map(({ value, label }) => [
            value,
            { title: label, type: 'boolean' },
          ])
        ),
      },
      months: whole('Meses olhados, com o do ciclo', 1, 24),
      premise_months: whole('Meses com retificação do mesmo imóvel', 2, 24),
      reason_count: whole('Retificações pelo mesmo motivo no mês', 2, 10_000),
      disguised_percent: whole('Redução do valor que parece cancelamento (%)', 50, 100),
      user_count: whole('Retificações de um usuário para o mesmo cliente', 2, 1000),
    },
  },
  default: {
    analyses: {
      ...{ recurring_premise: true, recurring_reason: true },
      ...{ disguised_cancellation: true, user_concentration: true },
    },
    ...{ months: 3, premise_months: 2, reason_count: 20, disguised_percent: 90, user_count: 3 },
  },
  because: 'Controle AC-014 do Projeto Acertar: as quatro análises, a cada ciclo de faturamento.',
}
