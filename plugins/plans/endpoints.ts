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
      'Débitos com multa, juros e correção, desconto, entrada, parcelas com mês, principal e juros, total e recusas; “free_instalments”: até quantas parcelas não têm juros por falha do prestador; “policy_version_id”: a versão da política aplicada, a do lugar do imóvel; valores em centavos, como texto',
  },
  {
    method: 'get',
    path: '/api/plans/customer-simulation',
    group: 'Parcelamentos',
    title: 'Simular o parcelamento de um cliente pelo seu canal',
    help: 'Para o portal, o totem e o aplicativo, com uma chave de acesso que só tem esta permissão. O cliente se identifica pela matrícula e pelo CPF ou CNPJ do titular; a política é a mesma de todas as telas, e as recusas vêm em “refusals”, com código e texto. Não há desconto nem débitos de outro imóvel, e nada é gravado.',
    permission: 'plans.simulate',
    query: {
      unit: 'Matrícula, com ou sem pontuação',
      document: 'CPF ou CNPJ do titular',
      debts: 'Chaves dos débitos, repetidas; sem nenhuma, os vencidos',
      instalments: 'Parcelas; sem elas, três',
      down_cents: 'Entrada, em centavos; sem ela, a menor que a política admite',
      down_due_on: 'Vencimento da entrada',
    },
    answer:
      'Débitos com multa, juros e correção, entrada, parcelas com mês, principal e juros, total e recusas; valores em centavos, como texto',
  },
] as readonly Endpoint[]
