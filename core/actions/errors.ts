import { BusinessError, type Issue, defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_ACTIONS_UNKNOWN: {
    status: 404,
    message: 'There is no action "{name}"',
    pt: 'A operação “{name}” não existe nesta instalação. Atualize a página; se continuar, avise o administrador.',
  },
  E_ACTIONS_REASON: {
    status: 422,
    message: 'Action {action} requires a reason',
    pt: 'Escreva o motivo: “{title}” só é feita com um motivo, que fica registrado no histórico.',
  },
  E_ACTIONS_SUBJECT: {
    status: 404,
    message: 'Action {action} found no {type} {id}',
    pt: 'O registro {id} não foi encontrado. Ele pode ser de outro município ou ter sido removido.',
  },
  E_ACTIONS_OUTSIDE: {
    status: 403,
    message: 'Action {action}: {type} {id} is outside the localities of {user}',
    pt: 'Este registro é de uma localidade em que você não trabalha. Nada foi feito; peça a quem trabalha lá.',
  },
  E_ACTIONS_EVENT: {
    status: 500,
    message: 'Event "{event}" is not declared by any plugin that is on',
    pt: 'O evento “{event}” não está declarado. Avise o suporte.',
  },
  E_ACTIONS_REFUSED: {
    status: 409,
    message: 'Extension point {point} refused: {codes}',
    pt: 'Nada foi gravado: {reasons}',
  },
  E_ACTIONS_AUTHORITY: {
    status: 409,
    message: 'Action {action} for {amount} is above the authority of {limit}',
    pt: '“{title}” de {amount} está acima da sua alçada ({limit}). Peça a aprovação de quem a tem.',
  },
  E_ACTIONS_SUPERVISOR: {
    status: 403,
    message: '{name} may not authorise {title}',
    pt: '{name} não tem alçada para autorizar “{title}”, ou é a mesma pessoa que pede. Nada foi feito.',
  },
  E_ACTIONS_WITHIN: {
    status: 409,
    message: 'Action {action} is within the authority of who asks',
    pt: '“{title}” está dentro da sua alçada: faça sem pedir aprovação.',
  },
  E_ACTIONS_APPROVAL: {
    status: 409,
    message: 'Request {id} is unknown or decided already',
    pt: 'O pedido {id} não foi encontrado ou já foi decidido. Atualize a lista.',
  },
})

/** A participant found a critical issue: the whole transaction is undone. */
export class ParticipantRefusal extends BusinessError {
  readonly point: string
  readonly issues: readonly Issue[]

  constructor(point: string, issues: readonly Issue[]) {
    super('E_ACTIONS_REFUSED', errors.table.E_ACTIONS_REFUSED, {
      point,
      codes: issues.map(({ code, path }) => `${code} at ${path}`).join('; '),
      reasons: issues.map(({ message }) => message).join('; '),
    })
    this.point = point
    this.issues = issues
  }
}
