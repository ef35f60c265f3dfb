import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { liftMarks, restoreItems, writeOffItems } from '#plugins/receivables/api'
import { errors } from '../errors.ts'
import { ENTRY_STATES, labelOf } from '../records/options.ts'
import { changeEntries } from './change_entries.ts'
import { TERM } from './decide_term.ts'
import { type Entry, entryName, lockEntries, originsOf, requireInscribed } from './entry_rows.ts'
import { keepPrescription } from './keep_prescription.ts'

/** What ends a debt of the register without money. */
export type Ending = 'settle' | 'cancel' | 'prescribe'

const STATE_OF = { settle: 'settled', cancel: 'cancelled', prescribe: 'prescribed' } as const

interface Operating {
  readonly id: bigint
  readonly reason: string
}

interface Free {
  readonly entry: Entry
  readonly on: CivilDate
}

/** An entry in active debt that neither a court nor a plan holds. */
async function freeEntry({ tx, municipalityId }: ActionContext, id: bigint): Promise<Free> {
  const [entry] = await requireInscribed(tx, municipalityId, [id])
  const name = entryName(entry!)
  if (entry!.arrangement !== 'none') throw errors.E_DEBT_REGISTER_IN_PLAN({ entry: name })
  return { entry: entry!, on: await todayIn(tx, municipalityId) }
}

/** Ends a debt by an act: its place in the book stays, and what was open of it is owed no more. */
export async function endEntry(
  context: ActionContext,
  { id, reason, ending }: Operating & { readonly ending: Ending }
): Promise<Entry> {
  const { tx, municipalityId, actor, now: at } = context
  const { entry, on } = await freeEntry(context, id)
  if (ending === 'prescribe') await requirePrescribed(context, entry, on)
  await writeOffItems(tx, context, { itemIds: entry.item_ids, on })
  await changeEntries(tx, [entry], {
    ...{ municipalityId, operation: ending, to: STATE_OF[ending], on, at, by: actor.name, reason },
  })
  return entry
}

async function requirePrescribed(
  { tx, municipalityId }: ActionContext,
  entry: Entry,
  today: CivilDate
): Promise<void> {
  const days = await keepPrescription(tx, { municipalityId, today }, [entry])
  const on = days.get(entry.id)!
  if (on > today) {
    throw errors.E_DEBT_REGISTER_NOT_PRESCRIBED({ entry: entryName(entry), on: formatDate(on) })
  }
}

const REOPENED: readonly Entry['state'][] = ['settled', 'cancelled', 'prescribed']

/** What an act had ended is in active debt again, in the place of the book that it had. */
export async function reopenEntry(
  context: ActionContext,
  { id, reason }: Operating
): Promise<Entry> {
  const { tx, municipalityId, actor, now: at } = context
  const [entry] = await lockEntries(tx, municipalityId, { ids: [id] })
  if (!entry) throw errors.E_DEBT_REGISTER_ENTRY_UNKNOWN({ id })
  if (!REOPENED.includes(entry.state)) {
    const state = labelOf(ENTRY_STATES, entry.state)
    throw errors.E_DEBT_REGISTER_ENTRY_STATE({ entry: entryName(entry), state })
  }
  const on = await todayIn(tx, municipalityId)
  await restoreItems(tx, context, { itemIds: entry.item_ids, on })
  await changeEntries(tx, [entry], {
    ...{ municipalityId, operation: 'reopen', to: 'inscribed', on, at, by: actor.name, reason },
  })
  return entry
}

/** One debt leaves the register: it is owed as before the inscription, and its entry stays in the book as excluded. */
export async function excludeEntry(
  context: ActionContext,
  { id, reason }: Operating
): Promise<Entry> {
  const { tx, municipalityId, actor, now: at } = context
  const { entry, on } = await freeEntry(context, id)
  if (entry.court_case_id !== null) {
    throw errors.E_DEBT_REGISTER_IN_COURT({ entry: entryName(entry) })
  }
  await liftMarks(tx, context, {
    source: { type: TERM, id: entry.term_id },
    ...{ kind: 'inscribed', origins: originsOf([entry]), on, why: reason },
  })
  await changeEntries(tx, [entry], {
    ...{ municipalityId, operation: 'exclude', to: 'excluded', on, at, by: actor.name, reason },
  })
  return entry
}
