import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_MESSAGING_UNKNOWN: {
    status: 404,
    message: 'There is no message {id}',
    pt: 'A mensagem {id} não foi encontrada. Ela pode ser de outro município.',
  },
  E_MESSAGING_WAITING: {
    status: 409,
    message: 'Message {id} is waiting already',
    pt: 'A mensagem {id} já está na fila de envio; não é preciso reenviar.',
  },
  E_MESSAGING_BLOCKED: {
    status: 409,
    message: 'Address {address} takes no messages: {state}',
    pt: 'O endereço {address} não recebe mensagens ({state}). Libere o endereço antes de reenviar.',
  },
  E_MESSAGING_TEMPLATE: {
    status: 404,
    message: 'There is no message template "{name}"',
    pt: 'O modelo de mensagem “{name}” não existe nesta instalação.',
  },
  E_MESSAGING_ADDRESS: {
    status: 404,
    message: 'Address {address} is not blocked',
    pt: 'O endereço {address} não está bloqueado.',
  },
})
