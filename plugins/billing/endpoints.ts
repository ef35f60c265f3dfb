import type { Endpoint } from '#core/records/index'

export default [
  {
    method: 'get',
    path: '/api/billing/invoices/{id}/comparison',
    group: 'Faturamento',
    title: 'Por que a fatura mudou',
    permission: 'billing.read',
    answer:
      'Diferença para a fatura do mês anterior, em centavos, repartida por causa; nula na primeira fatura do imóvel',
  },
] as readonly Endpoint[]
