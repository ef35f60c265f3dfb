import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_REPORTS_GROUP: {
    status: 404,
    message: 'There is no billing group "{group}" in this municipality',
    pt: 'O grupo de faturamento “{group}” não existe neste município. Escolha um da lista.',
  },
  E_REPORTS_REFERENCE: {
    status: 422,
    message: '"{reference}" is not a reference month',
    pt: '“{reference}” não é um mês de referência. Escreva como 2026-11.',
  },
})
