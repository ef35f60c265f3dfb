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
