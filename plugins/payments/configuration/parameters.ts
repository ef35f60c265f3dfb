import type { Parameter } from '#core/configuration/index'

export const CASH_DESK = 'payments.cash_desk'

export default [
  {
    key: CASH_DESK,
    title: 'Caixa próprio',
    help: 'Se o prestador recebe dinheiro, cartão e cheque em caixas seus. Desligado, nenhum caixa se abre; os que estão abertos ainda se fecham.',
    schema: { type: 'boolean' },
    default: false,
    because: 'Padrão do produto: a arrecadação é dos agentes arrecadadores; o caixa é opcional.',
  },
] as readonly Parameter[]
