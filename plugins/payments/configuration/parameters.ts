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
  {
    key: 'payments.reconciliation_days',
    title: 'Prazo da conciliação mensal',
    help: 'Em quantos dias depois do fim do mês a conciliação entre contas a receber, extratos e contabilidade tem de estar concluída. Depois disso o mês aparece como atrasado e as pessoas responsáveis são avisadas.',
    schema: { type: 'integer', minimum: 1, maximum: 120, unit: 'days' },
    default: 15,
    because:
      'Manual Acertar (2017), arrecadação: conciliação periódica com data definida (AC-020).',
  },
] as readonly Parameter[]
