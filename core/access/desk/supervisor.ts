import type { HttpContext } from '@adonisjs/core/http'
import type { Actor } from '#core/actions/index'
import { actorOfUser } from '../actor.ts'
import { errors } from '../errors.ts'
import { countRequest } from '../rate_limit.ts'
import { acceptCode, factorState } from '../second_factor/factors.ts'
import { failSecondStep, verifyCredential } from '../sign_in/sign_in.ts'

export interface SupervisorCredential {
  readonly login: string
  readonly password: string
  readonly code: string
}

/**
 * Who typed their own credential on somebody else's screen, for one request: no session opens. Blocks and logs are those of
 * signing in, and so is the second factor of who has one.
 * @throws BusinessError E_ACCESS_LOGIN, E_ACCESS_CODE, E_ACCESS_BLOCKED, E_ACCESS_LOCKED, E_ACCESS_TOO_MANY
 */
export async function supervisorOf(
  ctx: HttpContext,
  { login, password, code }: SupervisorCredential
): Promise<Actor> {
  await countRequest({ what: 'sign_in', address: ctx.request.ip() })
  const { user } = await verifyCredential({ login, password, ctx })
  const { isOn } = await factorState(user.id)
  if (isOn && !(await acceptCode(user.id, code))) {
    await failSecondStep(ctx, user)
    throw errors.E_ACCESS_CODE()
  }
  const actor = await actorOfUser(user.id)
  // Of another municipality, whose profiles say nothing about this one.
  if (actor?.municipalityId !== ctx.actor.municipalityId) throw errors.E_ACCESS_LOGIN()
  return actor
}
