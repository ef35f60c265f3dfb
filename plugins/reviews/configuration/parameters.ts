import type { Parameter } from '#core/configuration/index'

export const DEADLINE_DAYS = 'reviews.deadline_days'
export const HOLDS_INVOICE = 'reviews.holds_invoice'

export default [
  {
    key: DEADLINE_DAYS,
    title: 'Prazo da revisão de consumo',
    help: 'Dias entre a data da solicitação e o prazo da resposta. Vale para as revisões abertas depois; as que já estão abertas ficam com o seu prazo.',
    schema: { type: 'integer', minimum: 1, maximum: 365 },
    default: 30,
    unit: 'dias',
    because: 'Padrão do produto: trinta dias, até que o regulamento do prestador diga outro.',
  },
  {
    key: HOLDS_INVOICE,
    title: 'Fatura em revisão fica fora da cobrança',
    help: 'Se a fatura contestada deixa de gerar aviso, corte e negativação enquanto a revisão está aberta. Continua a poder ser paga. Volta a pendente quando a revisão é concluída ou cancelada.',
    schema: { type: 'boolean' },
    default: true,
    because: 'Padrão do produto: não se corta por débito que o próprio prestador está revendo.',
  },
] as readonly Parameter[]
