import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_WEBHOOKS_UNKNOWN: {
    status: 404,
    message: 'There is no webhook or delivery {id}',
    pt: 'A integração ou entrega {id} não foi encontrada. Ela pode ser de outro município.',
  },
  E_WEBHOOKS_NAME: {
    status: 409,
    message: 'There is a webhook named {name}',
    pt: 'Já existe uma integração chamada “{name}”. Dê outro nome.',
  },
  E_WEBHOOKS_ADDRESS: {
    status: 422,
    message: 'Address {url} is refused: {why}',
    pt: 'O endereço {url} não é aceito: {why}.',
  },
  E_WEBHOOKS_EVENT: {
    status: 422,
    message: 'Event {event} is not known',
    pt: 'O evento “{event}” não existe nesta instalação.',
  },
  E_WEBHOOKS_SECRET: {
    status: 422,
    message: 'A new webhook needs a secret',
    pt: 'Escreva o segredo com que o outro sistema confere a assinatura (16 letras ou mais).',
  },
  E_WEBHOOKS_WAITING: {
    status: 409,
    message: 'Delivery {id} is waiting already',
    pt: 'A entrega {id} já está na fila; não é preciso reenviar.',
  },
})
