import type { ParticipantContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { WITHOUT_ACCOUNT } from '../configuration/parameters.ts'

/**
 * Whether a movement without account is undone. Only what a person does on a screen or another system by its key can be: it is
 * told at once and asks again. What runs and files bring has happened already and is parked.
 */
export async function isStrict(
  { tx, municipalityId, actor }: ParticipantContext,
  on: CivilDate
): Promise<boolean> {
  if (!actor.origin || actor.userId === null) return false
  const way = await parameterWithin<string>(tx, { key: WITHOUT_ACCOUNT, municipalityId, date: on })
  return way === 'refuse'
}
