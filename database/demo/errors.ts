import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_DEMO_ECONOMIES: {
    status: 422,
    message: '{economies} economies: give a whole number between {min} and {max}',
    pt: 'A demonstração tem entre {min} e {max} economias: {economies} não serve.',
  },
  E_DEMO_SIZE: {
    status: 422,
    message: 'Size {size} is unknown: give one of {sizes}',
    pt: 'O tamanho {size} não existe: use um destes: {sizes}.',
  },
})
