import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_ACCOUNTING_POSTING_UNKNOWN: {
    status: 404,
    message: 'There is no posting {id} in this municipality',
    pt: 'O lançamento {id} não existe neste município. Procure-o na lista de lançamentos.',
  },
  E_ACCOUNTING_PERIOD: {
    status: 422,
    message: 'A period from {from} until {until} is not one',
    pt: 'O período de {from} a {until} não vale: a data inicial vem antes da final, as duas como dia, mês e ano.',
  },
})
