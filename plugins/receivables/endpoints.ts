import type { Endpoint } from '#core/records/index'

export default [
  {
    method: 'get',
    path: '/api/receivables/allocation',
    group: 'Contas a receber',
    title: 'Proposta de distribuição do pagamento de um órgão',
    permission: 'receivables.allocate',
    query: {
      receipt: 'O recebimento a identificar',
      body: 'O órgão pagador',
      list: 'A relação que veio com o dinheiro: número da fatura e, se houver, valor, um por linha',
    },
    answer:
      'O que está em aberto das unidades do órgão, com o valor proposto para cada fatura e por quê; confirma-se por receivables.allocate_receipt',
  },
] as readonly Endpoint[]
