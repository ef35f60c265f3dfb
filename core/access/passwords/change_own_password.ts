import type { HttpContext } from '@adonisjs/core/http'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { errors } from '../errors.ts'
import { accessPolicy } from '../policy.ts'
import { endSessionsOf } from '../sessions/open_session.ts'
import { findUserById } from '../sign_in/find_user.ts'
import { replacePassword } from './new_password.ts'

/**
 * A person's own change of password, who types the one they have. Their other sessions end.
 * @throws BusinessError E_ACCESS_CURRENT_PASSWORD, E_ACCESS_PASSWORD, E_ACCESS_PASSWORD_REPEATED, E_ACCESS_DIRECTORY
 */
export async function changeOwnPassword(
  { actor, accessSession }: HttpContext,
  { current, password }: { current: string; password: string }
): Promise<void> {
  const policy = await accessPolicy(actor.municipalityId)
  const now = clock.now()
  await db.transaction(async (tx) => {
    const owner = (await findUserById(actor.userId!, tx))!
    if (owner.password === null) throw errors.E_ACCESS_DIRECTORY()
    if (!(await hash.verify(owner.password, current))) throw errors.E_ACCESS_CURRENT_PASSWORD()
    await replacePassword(tx, { owner, password, policy, isTemporary: false, now })
    await endSessionsOf(tx, {
      ...{ userId: owner.id, reason: 'password', by: owner.id },
      except: accessSession.id,
    })
    await appendEntry(tx, {
      municipalityId: actor.municipalityId,
      at: now,
      actor,
      action: 'access.change_own_password',
      subject: { type: 'access.users', id: owner.id },
      description: `${owner.fullName} trocou a própria senha`,
      reason: null,
      payload: {},
    })
  })
}
