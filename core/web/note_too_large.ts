import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { identify } from '#core/access/sessions/identify'
import { actorOfKey, keyOf } from '#core/access/tokens/request_key'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { originOf } from './origin.ts'

const MEGABYTE = 1_000_000

/** Writes in the trail that somebody sent more than is received at once; of who has not entered there is nobody to name. */
export async function noteTooLarge(ctx: HttpContext): Promise<void> {
  const key = keyOf(ctx)
  const identity = key ? { actor: await actorOfKey(ctx, key) } : await identify(ctx)
  const { actor } = identity
  if (!actor) return
  if ('session' in identity) ctx.accessSession = identity.session
  const bytes = Number(ctx.request.header('content-length') ?? 0)
  const path = ctx.request.url()
  await db.transaction((tx) =>
    appendEntry(tx, {
      ...{ municipalityId: actor.municipalityId, at: clock.now(), subject: null, reason: null },
      actor: { ...actor, origin: originOf(ctx, actor) },
      action: 'web.too_large',
      description: `Recusado: envio de ${Math.ceil(bytes / MEGABYTE)} MB a ${path}, mais do que se recebe de uma vez`,
      payload: { refused: 'E_WEB_TOO_LARGE', path, bytes },
    })
  )
}
