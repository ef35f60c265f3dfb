import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { REVERSALS } from '../domain/event.ts'
import { bookDay } from './book_day.ts'
import { addSums } from './day_sums.ts'

/** Which movements of one source are undone: those of some events, of all its lines or of the ones named. */
export interface ReversedSource {
  readonly sourceType: string
  readonly sourceId: bigint
  readonly sourceLine: bigint | null
  readonly events: readonly (keyof typeof REVERSALS)[]
}

interface Reversal {
  readonly municipalityId: bigint
  readonly postedOn: CivilDate
  readonly sources: readonly ReversedSource[]
}

const ASKED = `from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[]) as s(type, id, line, event)`
const IS_ASKED = `p.source_type = s.type and p.source_id = s.id and p.event = s.event
  and (s.line is null or p.source_line = s.line)`

/**
 * Undoes what was posted of some sources, each posting by its own accounts turned round, on the day given: no rule is asked, so
 * that nothing is left over whatever the rules became. What still waited for an account waits no more. Done twice it adds
 * nothing.
 */
export async function reversePostings(
  tx: Tx,
  { municipalityId, postedOn: eventDay, sources }: Reversal
): Promise<void> {
  const asked = sources.flatMap(({ events, ...source }) =>
    events.map((event) => ({ ...source, event }))
  )
  if (asked.length === 0) return
  const postedOn = await bookDay(tx, municipalityId, eventDay)
  const movedFrom = postedOn === eventDay ? null : eventDay
  const columns = [
    asked.map(({ sourceType }) => sourceType),
    asked.map(({ sourceId }) => sourceId),
    asked.map(({ sourceLine }) => sourceLine),
    asked.map(({ event }) => event),
  ]
  await query(
    tx,
    `with posted as (
     insert into accounting_postings
       (municipality_id, posted_on, event, debit_account, credit_account, amount_cents, beneficiary_id, source_type, source_id,
        source_line, reference, rule, version_id, pack_id, facts_id, reverses_id, history_id, moved_from)
     select p.municipality_id, ?, n.reversal, p.credit_account, p.debit_account, p.amount_cents, p.beneficiary_id, p.source_type,
            p.source_id, p.source_line, p.reference, p.rule, p.version_id, p.pack_id, p.facts_id, p.id,
            p.history_id, ?::date
       ${ASKED}
       join accounting_postings p on p.municipality_id = ? and ${IS_ASKED}
       join unnest(?::text[], ?::text[]) as n(event, reversal) on n.event = p.event
      where not exists (select from accounting_postings r where r.reverses_id = p.id)
      order by p.id
     returning municipality_id, posted_on, event, debit_account, credit_account, amount_cents)
     ${addSums('posted')}`,
    [
      postedOn,
      movedFrom,
      ...columns,
      municipalityId,
      Object.keys(REVERSALS),
      Object.values(REVERSALS),
    ]
  )
  await query(
    tx,
    `update accounting_unposted p set state = 'reversed' ${ASKED}
      where p.municipality_id = ? and p.state = 'waiting' and ${IS_ASKED}`,
    [...columns, municipalityId]
  )
}
