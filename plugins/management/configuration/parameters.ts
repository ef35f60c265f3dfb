import type { Parameter } from '#core/configuration/index'
import { FIGURES } from '../domain/indicators.ts'

export const INDICATORS = 'management.indicators'

const figure = (title: string) => ({
  ...{ type: 'string', title, enum: Object.keys(FIGURES) },
  enumTitles: Object.values(FIGURES).map((text) => `${text[0]!.toUpperCase()}${text.slice(1)}`),
})

const indicators: Parameter = {
  key: INDICATORS,
  title: 'Indicadores gerenciais e metas',
  help: 'Cada indicador é uma porcentagem: um número do mês dividido por outro, com a meta que se quer alcançar. Ao fim de cada mês, quem responde pelo assunto Meta do gestor é avisado, uma vez, de cada meta não alcançada.',
  schema: {
    type: 'array',
    minItems: 1,
    maxItems: 20,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['code', 'title', 'numerator', 'denominator', 'goal', 'better'],
      properties: {
        code: { type: 'string', title: 'Código', pattern: '^[a-z][a-z0-9_]{1,30}$' },
        title: { type: 'string', title: 'Nome', minLength: 3, maxLength: 80 },
        numerator: figure('Número'),
        denominator: figure('Dividido por'),
        goal: { type: 'string', title: 'Meta (%)', pattern: '^\\d{1,3}(\\.\\d{1,2})?$' },
        better: {
          ...{ type: 'string', title: 'A meta é' },
          ...{ enum: ['higher', 'lower'], enumTitles: ['Pelo menos', 'No máximo'] },
        },
      },
    },
  },
  default: [
    {
      ...{ code: 'efficiency', title: 'Eficiência da arrecadação', numerator: 'collected' },
      ...{ denominator: 'billed', goal: '95', better: 'higher' },
    },
    {
      ...{ code: 'corrections', title: 'Faturas corrigidas', numerator: 'corrected' },
      ...{ denominator: 'issued', goal: '2', better: 'lower' },
    },
  ],
  because:
    'Padrão do produto: 95 % do faturado arrecadado no mês e no máximo 2 % das faturas corrigidas; a meta é do prestador ou do regulador.',
}

export default [indicators] as readonly Parameter[]
