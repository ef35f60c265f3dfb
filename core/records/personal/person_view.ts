import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { registries } from '#core/kernel/index'
import { seesPersonal } from '../access.ts'
import type { RecordType } from '../types.ts'
import type { ViewContext } from '../view/list_view.ts'
import { linkedTypes } from './gather.ts'
import { PERSON_HOLD, type PersonHold } from './types.ts'

/** Whether the person may take or erase the data of a person of this type. */
export const mayHandlePerson = (type: RecordType, { actor }: ViewContext): boolean =>
  type.person?.record === type.name &&
  actor.permissions.has('records.person') &&
  actor.permissions.has(type.permissions.read) &&
  seesPersonal(actor, type)

/** What the tab of personal data shows: what is kept, and what keeps it from being anonymised. */
export async function personView(type: RecordType, id: bigint, { actor }: ViewContext) {
  return {
    kind: 'person',
    base: `${type.path}/${id}/personal-data`,
    kept: linkedTypes(type).map(({ title }) => title.many),
    holds: await holdsOf({ record: type.name, id }, actor),
  }
}

/** What every plugin has against it, and not only the first, so that people may settle all of it. */
async function holdsOf(hold: PersonHold, actor: ViewContext['actor']): Promise<string[]> {
  const { municipalityId } = actor
  return db.transaction(async (tx) => {
    const holds: string[] = []
    for (const participant of registries().participants.get(PERSON_HOLD) ?? []) {
      const found = await participant.run({ tx, municipalityId, actor, now: clock.now() }, hold)
      holds.push(...found.map(({ message }) => message))
    }
    return holds
  })
}
