import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_ALERTS_WHO: {
    status: 422,
    message: 'A responsible is one of user, profile or e-mail',
    pt: 'Escolha uma pessoa, um perfil ou um e-mail; só um deles por vez.',
  },
  E_ALERTS_THERE: {
    status: 409,
    message: 'That responsible is registered already',
    pt: 'Este responsável já está na lista para este assunto.',
  },
  E_ALERTS_UNKNOWN: {
    status: 404,
    message: 'There is no responsible {id}',
    pt: 'O responsável {id} não foi encontrado. Alguém pode tê-lo retirado antes.',
  },
})
