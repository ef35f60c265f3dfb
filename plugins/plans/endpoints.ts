import type { Endpoint } from '#core/records/index'

export default [
  {
    method: 'get',
    path: '/api/plans/simulation',
    group: 'Parcelamentos',
    title: 'Simular um parcelamento ou reparcelamento',
    help: 'Nada é gravado. As recusas da política vêm em “refusals”, com código e texto; sem nenhuma, a mesma negociação pode ser assinada por “plans.sign”.',
    permission: 'plans.negotiate',
    query: {
      premise_id: 'Imóvel',
      debts: 'Chaves dos débitos, repetidas; sem nenhuma, os vencidos',
      from_premise_id: 'Outro imóvel, cujos débitos se negociam neste',
      instalments: 'Parcelas',
      down_cents: 'Entrada, em centavos; sem ela, a menor que a política admite',
      down_due_on: 'Vencimento da entrada',
      down_slips: 'Em quantos boletos a entrada de serviços se divide',
      discount_percent: 'Desconto, em porcentagem, de imóvel na tarifa social',
      discount_law: 'Lei que autoriza o desconto',
    },
    answer:
      'Débitos com multa, juros e correção, desconto, entrada, parcelas com mês, principal e juros, total e recusas; valores em centavos, como texto',
  },
] as readonly Endpoint[]
