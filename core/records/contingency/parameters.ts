import type { Parameter } from '#core/configuration/index'

export const CONTINGENCY_KEPT = 'records.contingency_kept'

export const contingencyParameters: readonly Parameter[] = [
  {
    key: CONTINGENCY_KEPT,
    title: 'Pacotes de contingência guardados',
    help: 'Quantos pacotes de contingência ficam guardados; os mais antigos são apagados quando um novo é feito.',
    schema: { type: 'integer', minimum: 1, maximum: 60 },
    default: 7,
    unit: 'pacotes',
    because:
      'Lei 13.709/2018, art. 15: dados pessoais não ficam guardados além do que a finalidade pede.',
  },
]
