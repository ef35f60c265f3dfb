import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { type CivilDate, type RefMonth, addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { CycleConsole } from '../cycle/console.ts'
import { detailOf, runStep } from '../steps.ts'
import type { PlayedDays } from './days.ts'
import { type AskedDocument, type ExpiredCopy, SECOND_COPIES } from './plan.ts'

interface Asking {
  readonly documents: readonly AskedDocument[]
  readonly reference: RefMonth
  readonly days: PlayedDays
  readonly on: CivilDate
}

/** How soon the customer says that the copy will be paid. */
const PROMISED_DAYS = 2

/** Customers ask for second copies at the desk, and pay them only after they ran out: the money settles the items all the same. */
export async function expiredCopies(
  on: CycleConsole,
  { documents, reference, days, on: day }: Asking
): Promise<ExpiredCopy[]> {
  const { municipalityId } = on.actor
  const step = `cycle/${reference}/second_copies`
  if ((await detailOf(db, municipalityId, step)) === null && days.isOver(day)) {
    days.stand(day)
    const numbers: string[] = []
    for (const document of copied(documents)) {
      const copy = await runAction('receivables.issue_second_copy', {
        actor: on.actor,
        input: { id: Number(document.id), due_on: addDays(day, PROMISED_DAYS) },
      })
      numbers.push((copy as { number: string }).number)
    }
    await runStep(municipalityId, step, async () => ({ numbers }))
  }
  const made = (await detailOf(db, municipalityId, step)) as { numbers: string[] } | null
  return query<ExpiredCopy>(
    db,
    `select number, amount_cents as "amountCents", valid_until as "validUntil" from receivables_documents
      where municipality_id = ? and number = any(?::text[]) order by number`,
    [municipalityId, made?.numbers ?? []]
  )
}

function copied(documents: readonly AskedDocument[]): AskedDocument[] {
  const places = new Map<string, number>()
  return documents.filter(({ group_code: group }) => {
    const place = places.get(group) ?? 0
    places.set(group, place + 1)
    return place < SECOND_COPIES
  })
}
