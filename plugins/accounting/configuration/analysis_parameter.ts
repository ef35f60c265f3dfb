import type { Parameter } from '#core/configuration/index'

export const ANALYSIS = 'accounting.analysis'

/** Beyond what an account of a closed month has to be explained. */
export interface AnalysisBounds {
  readonly horizontal_percent: number
  readonly vertical_points: number
  readonly minimum_cents: number
  readonly review_days: number
}

export const analysisParameter: Parameter = {
  key: ANALYSIS,
  title: 'Análise dos saldos de cada mês',
  help: 'Quanto uma conta pode variar de um mês para o outro sem que se explique, e em quantos dias depois do fim do mês as demonstrações têm de estar revisadas. Contas patrimoniais comparam saldos; contas de resultado, o movimento do mês.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['horizontal_percent', 'vertical_points', 'minimum_cents', 'review_days'],
    properties: {
      horizontal_percent: {
        ...{ type: 'integer', minimum: 1, maximum: 1000, unit: 'percent' },
        title: 'Variação do valor da conta (análise horizontal)',
      },
      vertical_points: {
        ...{ type: 'integer', minimum: 1, maximum: 100 },
        title: 'Variação da participação na classe, em pontos (análise vertical)',
      },
      minimum_cents: {
        ...{ type: 'integer', minimum: 0, maximum: 1_000_000_000, unit: 'cents' },
        title: 'Variações menores que este valor não são apontadas',
      },
      review_days: {
        ...{ type: 'integer', minimum: 1, maximum: 120, unit: 'days' },
        title: 'Prazo da revisão, depois do fim do mês',
      },
    },
  },
  default: {
    ...{ horizontal_percent: 30, vertical_points: 10, minimum_cents: 100_000, review_days: 30 },
  },
  because:
    'Manual Acertar (2017), contabilidade: procedimentos analíticos mensais (AC-059) e revisão mensal das demonstrações (AC-063).',
}
