import db from '@adonisjs/lucid/services/db'
import { type Action, type ActionOutcome, type Actor, performAction } from '#core/actions/index'
import { actorOfUser, systemActor } from '#core/access/index'
import { BusinessError, defineErrors } from '#core/kernel/index'
import { queryOne } from './query.ts'

const errors = defineErrors({
  E_CONFIGURATION_USER: {
    status: 404,
    message: 'There is no active user {email}',
    pt: 'Não há usuário ativo com o e-mail {email}.',
  },
  E_CONFIGURATION_MUNICIPALITY: {
    status: 404,
    message: 'There is no municipality {code}',
    pt: 'Não há município com o código {code}.',
  },
})

/** The person that a command acts for, by e-mail; permissions count as on the screens. */
export async function actorByEmail(email: string): Promise<Actor> {
  const user = await queryOne<{ id: bigint }>(db, 'select id from access_users where email = ?', [
    email,
  ])
  const actor = user && (await actorOfUser(user.id))
  if (!actor) throw errors.E_CONFIGURATION_USER({ email })
  return actor
}

/** The municipality a command looks at: by code, or the first one. */
export async function municipalityByCode(code: string | undefined) {
  const found = await queryOne<{ id: bigint; timeZone: string }>(
    db,
    `select id, time_zone as "timeZone" from access_municipalities where ? = '' or code = ? order by id limit 1`,
    [code ?? '', code ?? '']
  )
  if (!found) throw errors.E_CONFIGURATION_MUNICIPALITY({ code: code ?? '(nenhum cadastrado)' })
  return found
}

/** Who asks for what a command computes: the person named, or the system itself in a municipality. */
export async function askedBy({ user, municipality }: Partial<AskedBy>): Promise<Actor> {
  const { id } = await municipalityByCode(municipality)
  return user ? actorByEmail(user) : systemActor(id)
}

interface AskedBy {
  readonly user: string
  readonly municipality: string
}

/** Runs an action as that person, with the same permissions and trail as the screens. */
export async function performAs<I, O>(
  action: Action<I, O>,
  request: { readonly email: string; readonly input: unknown; readonly reason?: string | null }
): Promise<ActionOutcome<O>> {
  const { email, input, reason = null } = request
  return performAction(action, { actor: await actorByEmail(email), input, reason })
}

interface Terminal {
  exitCode?: number
  readonly logger: { error(text: string): void }
}

/** Runs the body of a command; a refusal is told in its own words, with exit code 1. */
export async function tellingRefusals(command: Terminal, body: () => Promise<void>): Promise<void> {
  try {
    await body()
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error
    command.exitCode = 1
    command.logger.error(`${error.people} (${error.code})`)
  }
}
