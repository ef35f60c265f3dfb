import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_HOLIDAYS_DAY: {
    status: 422,
    message: '"{value}" is not a day',
    pt: '“{value}” não é uma data. Escreva-a como AAAA-MM-DD.',
  },
})
