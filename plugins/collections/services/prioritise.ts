import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { QUEUE, type QueueTerms } from '../configuration/parameters.ts'

interface Prioritising {
  readonly municipalityId: bigint
  readonly today: CivilDate
  readonly premiseIds: readonly bigint[]
}

/** Points of the cases of some premises by the parameter of the queue, with their promises as they stand. */
export async function prioritise(
  tx: Tx,
  { municipalityId, today, premiseIds }: Prioritising
): Promise<void> {
  const terms = await parameterWithin<QueueTerms>(tx, { key: QUEUE, municipalityId, date: today })
  await query(
    tx,
    `update collections_cases c
        set promise_due_on = q.due_on, broken_promises = q.broken,
            priority = case
              when c.state = 'closed' or q.due_on >= ?::date or c.next_action_on > ?::date then 0
              else least(?::bigint, c.overdue_cents / 10000 * ?)::int + least(?::int, (?::date - c.oldest_due_on) / 30 * ?::int)
                   + case when q.broken > 0 then ?::int else 0 end
                   + case when c.next_action_on <= ?::date then ?::int else 0 end
              end
       from (select k.id,
                    (select p.due_on from collections_promises p where p.case_id = k.id and p.state = 'open') as due_on,
                    (select count(*)::int from collections_promises p
                      where p.case_id = k.id and p.state = 'broken' and p.made_on >= k.opened_on) as broken
               from collections_cases k where k.municipality_id = ? and k.premise_id = any(?::bigint[])) q
      where c.id = q.id`,
    [
      ...[today, today, terms.most_for_value, terms.per_hundred],
      ...[terms.most_for_age, today, terms.per_thirty_days],
      ...[terms.broken_promise, today, terms.callback_due, municipalityId, premiseIds],
    ]
  )
}
