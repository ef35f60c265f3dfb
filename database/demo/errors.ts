import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_DEMO_ECONOMIES: {
    status: 422,
    message: '{economies} economies: give a whole number between {min} and {max}',
    pt: 'A demonstração tem entre {min} e {max} economias: {economies} não serve.',
  },
})
