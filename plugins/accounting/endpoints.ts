import type { Endpoint } from '#core/records/index'

export default [
  {
    method: 'get',
    path: '/api/accounting/revenue',
    group: 'Contabilidade',
    title: 'Receita por município e atividade',
    permission: 'accounting.read',
    query: { from: 'Primeiro dia (AAAA-MM-DD)', until: 'Último dia (AAAA-MM-DD)' },
    answer:
      'A receita lançada e a faturada de cada município e atividade, os lançamentos manuais em contas de receita e o nível do controle AC-056',
  },
] as readonly Endpoint[]
