import type { Parameter } from '#core/configuration/index'
import { PRICE_INDEXES } from '../records/options.ts'

/** `receivables.monetary_correction`: null corrects nothing. */
export const monetaryCorrection: Parameter = {
  key: 'receivables.monetary_correction',
  title: 'Correção monetária',
  help: 'Índice que corrige o que é pago depois do vencimento, pelos valores de “Índices de correção”. Mês ainda sem valor publicado conta como o último publicado; queda no período inteiro não reduz a dívida.',
  schema: {
    type: ['object', 'null'],
    title: 'Correção monetária',
    additionalProperties: false,
    required: ['index', 'period'],
    properties: {
      index: {
        title: 'Índice',
        enum: PRICE_INDEXES.map(({ value }) => value),
        enumTitles: PRICE_INDEXES.map(({ label }) => label),
      },
      period: {
        title: 'Período',
        enum: ['months', 'days'],
        enumTitles: [
          'Meses inteiros: do mês do vencimento ao anterior ao do pagamento',
          'Dias de atraso: cada mês na proporção dos seus dias',
        ],
      },
    },
  },
  default: null,
  because:
    'Código Civil, arts. 389 e 395, com a redação da Lei 14.905/2024 (IPCA quando nada foi combinado); o regulamento do prestador ou da agência diz se há correção.',
}
