import type { Parameter } from '#core/configuration/index'

export const PROCEDURE = 'irregularities.procedure'
export const INSPECTIONS = 'irregularities.inspections'

/** What a case asks for before its fine is charged. */
export interface Procedure {
  /** Zero: the fine goes to the next invoice as soon as the finding is registered. */
  readonly defence_days: number
  readonly minimum_photos: number
  readonly asks_police_report: boolean
}

/** What the criteria of inspections measure by. */
export interface InspectionTerms {
  readonly cut_days: number
  readonly rest_days: number
}

const days = (title: string, maximum: number) => ({ title, type: 'integer', minimum: 0, maximum })

const procedure: Parameter = {
  key: PROCEDURE,
  title: 'Processo de irregularidade',
  help: 'O que se exige antes de cobrar a multa. Com prazo de defesa, o cliente é notificado e outra pessoa decide; com prazo zero, a multa vai à próxima fatura quando a irregularidade é registrada.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['defence_days', 'minimum_photos', 'asks_police_report'],
    properties: {
      defence_days: days('Prazo de defesa (dias; 0: sem prazo)', 90),
      minimum_photos: days('Fotografias, pelo menos', 10),
      asks_police_report: {
        title: 'Exige o número do boletim de ocorrência',
        type: 'boolean',
      },
    },
  },
  default: { defence_days: 15, minimum_photos: 1, asks_police_report: false },
  because:
    'Constituição, art. 5º, LV: contraditório e ampla defesa também no processo administrativo.',
}

const inspections: Parameter = {
  key: INSPECTIONS,
  title: 'Fiscalização por critérios',
  help: 'Os números que a regra de fiscalização consulta: há quantos dias o corte pede fiscalização de fraude, e por quanto tempo um imóvel fiscalizado não é fiscalizado de novo pelo mesmo motivo.',
  unit: 'days',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['cut_days', 'rest_days'],
    properties: {
      cut_days: days('Cortado há mais de (dias)', 3650),
      rest_days: days('Sem nova fiscalização por (dias)', 3650),
    },
  },
  default: { cut_days: 60, rest_days: 180 },
  because: 'Padrão do produto: dois meses de corte; meio ano entre fiscalizações do mesmo imóvel.',
}

export default [procedure, inspections] as readonly Parameter[]
