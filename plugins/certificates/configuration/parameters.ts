import type { Parameter } from '#core/configuration/index'

export const VALID_DAYS = 'certificates.valid_days'

const validDays: Parameter = {
  key: VALID_DAYS,
  title: 'Validade das certidões de débitos',
  help: 'Dias corridos, contados da emissão, em que uma certidão vale. As já emitidas ficam com a validade que trazem impressa.',
  schema: { type: 'integer', minimum: 1, maximum: 180 },
  default: 90,
  unit: 'dias',
  because:
    'O Código Tributário Nacional (arts. 205 e 206) deixa a validade ao emissor; as Fazendas vão de 30 a 180 dias.',
}

export const CLEARANCES = 'certificates.clearances'

/** Value of the parameter of annual statements. */
export interface ClearanceTerms {
  readonly means: 'invoice' | 'document'
  readonly month: number
}

const clearances: Parameter = {
  key: CLEARANCES,
  title: 'Declaração anual de quitação de débitos',
  help: 'Como a declaração chega ao cliente: como mensagem na fatura que vence no mês indicado do ano seguinte, ou em documento à parte, que se imprime pela página de cada declaração. Quem pedir recebe o documento à parte nos dois casos.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['means', 'month'],
    properties: {
      means: {
        title: 'Como é entregue',
        enum: ['invoice', 'document'],
        enumTitles: ['Na fatura', 'Em documento à parte'],
      },
      month: {
        ...{ title: 'Mês de vencimento da fatura que a traz', type: 'integer' },
        ...{ minimum: 1, maximum: 5 },
      },
    },
  },
  default: { means: 'invoice', month: 5 },
  because:
    'Lei 12.007/2009, art. 3º: com a fatura que vence em maio do ano seguinte, podendo ocupar espaço da própria fatura. Antes de maio pode; depois, não.',
}

export default [validDays, clearances] as readonly Parameter[]
