import type { Parameter } from '#core/configuration/index'
import { TRAIL_REVIEW_MONTHS } from './reviews/read.ts'

export const auditParameters: readonly Parameter[] = [
  {
    key: TRAIL_REVIEW_MONTHS,
    title: 'Intervalo da revisão da trilha de auditoria',
    help: 'De quantos em quantos meses alguém confere o que foi feito no sistema e conclui por escrito o que encontrou.',
    schema: { type: 'integer', minimum: 1, maximum: 36 },
    default: 6,
    unit: 'months',
    because: 'Metodologia Acertar AC-103: revisão periódica do log.',
  },
]
