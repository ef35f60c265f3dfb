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
  E_MESSAGING_ADDRESS_FORM: {
    status: 422,
    message: 'Address "{address}" is neither an e-mail nor a mobile number',
    pt: '“{address}” não é e-mail nem celular. Escreva nome@exemplo.com.br, ou o celular com DDD, como 66999991234.',
  },
  E_MESSAGING_WEBHOOK: {
    status: 403,
    message: 'The notice is not signed with the secret of the app',
    pt: 'O aviso não está assinado com o segredo do aplicativo.',
  },
  E_MESSAGING_ADDRESS: {
    status: 404,
    message: 'Address {address} is not blocked',
    pt: 'O endereço {address} não está bloqueado.',
  },
})
