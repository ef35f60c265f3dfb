import db from '@adonisjs/lucid/services/db'
import { actorOfUser, systemActor, todayIn } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import { civilDate, isCivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { readTariffDraft } from './draft_pack.ts'
import type { SimulationScope } from './simulate_case.ts'

interface Asked {
  readonly on?: string | null | undefined
  readonly draft?: string | null | undefined
}

/**
 * What a simulation is asked with, checked: the date (today where none is given) and the draft.
 * @throws BusinessError E_TARIFFS_CASE for a date that does not exist, and what `readTariffDraft` throws.
 */
export async function scopeOf(
  { municipalityId }: Pick<Actor, 'municipalityId'>,
  { on, draft }: Asked
): Promise<SimulationScope> {
  if (on && !isCivilDate(on)) {
    throw errors.E_TARIFFS_CASE({ problems: `/on: “${on}” não é uma data que existe, AAAA-MM-DD.` })
  }
  if (draft && !/^\d{1,18}$/.test(draft)) {
    throw errors.E_TARIFFS_CASE({ problems: `/draft: “${draft}” não é o número de uma versão.` })
  }
  return {
    municipalityId,
    on: on ? civilDate(on) : await todayIn(db, municipalityId),
    draft: draft ? await readTariffDraft(BigInt(draft), municipalityId) : null,
  }
}

/**
 * For whom a command simulates: a person by e-mail, whose permission counts, or the installation's first municipality.
 * @throws BusinessError E_TARIFFS_USER, E_TARIFFS_FORBIDDEN
 */
export async function commandActor(email: string | undefined): Promise<Actor> {
  if (!email) {
    const [row] = await query<{ id: bigint }>(
      db,
      'select id from access_municipalities order by id limit 1'
    )
    if (!row) throw errors.E_TARIFFS_MUNICIPALITY()
    return systemActor(row.id, 'Linha de comando')
  }
  const [user] = await query<{ id: bigint }>(db, 'select id from access_users where email = ?', [
    email,
  ])
  const actor = user && (await actorOfUser(user.id))
  if (!actor) throw errors.E_TARIFFS_USER({ email })
  if (!actor.permissions.has('tariffs.simulate')) throw errors.E_TARIFFS_FORBIDDEN({ email })
  return actor
}
