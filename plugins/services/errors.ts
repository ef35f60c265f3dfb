import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_SERVICES_PREMISE_UNKNOWN: {
    status: 404,
    message: 'Premise {id} is unknown here',
    pt: 'O imóvel não existe ou não é da sua área de trabalho.',
  },
  E_SERVICES_TYPE_UNKNOWN: {
    status: 422,
    message: 'Service type {code} is not offered',
    pt: 'Não há tipo de serviço ativo com o código “{code}”. Escolha outro ou cadastre-o em Tipos de serviço.',
  },
  E_SERVICES_ORDER_OPEN: {
    status: 409,
    message: 'Premise {premise} has order {number} of the same type open',
    pt: 'O imóvel já tem aberta a ordem {number} deste serviço. Encerre-a ou acrescente a ela o que falta dizer.',
  },
  E_SERVICES_ORDER_UNKNOWN: {
    status: 404,
    message: 'Order {id} is unknown here',
    pt: 'A ordem de serviço não existe.',
  },
  E_SERVICES_ORDER_CLOSED: {
    status: 409,
    message: 'Order {number} is {state}',
    pt: 'A ordem {number} já não está aberta. Para mudar o resultado, reabra-a antes.',
  },
  E_SERVICES_ORDER_NOT_CLOSED: {
    status: 409,
    message: 'Order {number} is open',
    pt: 'A ordem {number} está aberta: não há o que reabrir.',
  },
  E_SERVICES_ORDER_FINAL: {
    status: 409,
    message: 'Order {number} had consequences',
    pt: 'A ordem {number} não pode ser reaberta: o encerramento já {effect}.',
  },
  E_SERVICES_NOT_DONE_REASON: {
    status: 422,
    message: 'Order {number} was not done and says no reason',
    pt: 'Diga por que o serviço da ordem {number} não foi feito.',
  },
  E_SERVICES_EXECUTED_ON: {
    status: 422,
    message: 'Order {number} was executed on {on}, outside {from} to {until}',
    pt: 'O serviço da ordem {number} não pode ter sido feito em {on}: a ordem foi aberta em {from} e hoje é {until}.',
  },
})
