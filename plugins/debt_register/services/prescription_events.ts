import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { requireInscribed } from './entry_rows.ts'
import { keepPrescription } from './keep_prescription.ts'

export interface EnteredEvent {
  readonly entryId: bigint
  readonly kind: 'interruption' | 'suspension'
  readonly fromOn: CivilDate
  readonly untilOn: CivilDate | undefined
  readonly because: string
}

/** What makes the term of a debt run anew or stand still. @returns the new day of its prescription */
export async function enterEvent(
  { tx, municipalityId, actor }: ActionContext,
  { entryId, kind, fromOn, untilOn, because }: EnteredEvent
): Promise<CivilDate> {
  const entries = await requireInscribed(tx, municipalityId, [entryId])
  await query(
    tx,
    `insert into debt_register_prescription_events (municipality_id, entry_id, kind, from_on, until_on, because, entered_by)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[municipalityId, entryId, kind, fromOn, kind === 'suspension' ? (untilOn ?? null) : null],
      ...[because, actor.name],
    ]
  )
  const today = await todayIn(tx, municipalityId)
  const days = await keepPrescription(tx, { municipalityId, today }, entries)
  return days.get(entryId)!
}
