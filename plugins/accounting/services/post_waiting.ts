import type { CivilDate } from '#core/calendar/index'
import { type Tx, copyRows, query } from '#core/database/index'
import { todayIn } from '#core/access/index'
import { type EventName, type PostingFacts, factsOf } from '../domain/event.ts'
import { accountingRules } from './accounting_rules.ts'
import { answerFacts } from './answer_facts.ts'
import { bookDay, closedUntil } from './book_day.ts'
import { addPosted } from './day_sums.ts'
import { historyIds } from './histories.ts'
import { POSTING_COLUMNS } from './post_events.ts'

interface WaitingRow {
  readonly id: bigint
  readonly posted_on: CivilDate
  readonly event: string
  readonly amount_cents: bigint
  readonly beneficiary_id: bigint | null
  readonly source_type: string
  readonly source_id: bigint
  readonly source_line: bigint | null
  readonly reference: string | null
  readonly facts_id: bigint
  readonly facts: string
}

export interface PostedWaiting {
  readonly posted: number
  readonly waiting: number
}

const AT_ONCE = 10_000

/**
 * Asks today's rules again for what waits, oldest first. What then finds its accounts is posted today: the posting date
 * decides the rule. The closing of a month gives its last day instead, and takes only what happened until then. What belongs to
 * a closed month says so.
 */
export async function postWaiting(
  tx: Tx,
  municipalityId: bigint,
  day: CivilDate | null = null
): Promise<PostedWaiting> {
  const rows = await query<WaitingRow>(
    tx,
    `select u.*, f.facts from accounting_unposted u join accounting_facts f on f.id = u.facts_id
      where u.municipality_id = ? and u.state = 'waiting' and u.posted_on <= coalesce(?, 'infinity'::date)
      order by u.id limit ${AT_ONCE} for update of u`,
    [municipalityId, day]
  )
  let posted = 0
  const postedOn = day ?? (await bookDay(tx, municipalityId, await todayIn(tx, municipalityId)))
  const closed = await closedUntil(tx, municipalityId)
  for (const group of Map.groupBy(rows, (row) => row.facts_id).values()) {
    posted += await postGroup(tx, { municipalityId, postedOn, closed, group })
  }
  return { posted, waiting: rows.length - posted }
}

interface WaitingGroup {
  readonly municipalityId: bigint
  readonly postedOn: CivilDate
  /** The last day of the months closed before. */
  readonly closed: CivilDate | null
  /** Of the same facts. */
  readonly group: readonly WaitingRow[]
}

async function postGroup(
  tx: Tx,
  { municipalityId, postedOn, closed, group }: WaitingGroup
): Promise<number> {
  const rules = await accountingRules(tx, municipalityId, postedOn)
  // Facts that were added since stand as unknown.
  const { event, ...known } = JSON.parse(group[0]!.facts) as PostingFacts
  const answer = answerFacts(rules, factsOf(event, known))
  const ids = group.map(({ id }) => id)
  if (answer.reason !== null) {
    await query(tx, 'update accounting_unposted set reason = ? where id = any(?::bigint[])', [
      answer.reason,
      ids,
    ])
    return 0
  }
  const template = rules.histories[group[0]!.event as EventName]
  const histories = await historyIds(tx, municipalityId, [template])
  await copyRows(
    tx,
    'accounting_postings',
    POSTING_COLUMNS,
    answer.pairs.flatMap(({ debit, credit, rule }) =>
      group.map((row) => [
        ...[municipalityId, postedOn, row.event, debit, credit, row.amount_cents],
        ...[row.beneficiary_id, row.source_type, row.source_id, row.source_line, row.reference],
        ...[rule, rules.versionId, rules.packId, row.facts_id, histories.get(template) ?? null],
        closed !== null && row.posted_on <= closed ? row.posted_on : null,
      ])
    )
  )
  const cents = group.reduce((sum, { amount_cents: one }) => sum + one, 0n)
  await addPosted(
    tx,
    { municipalityId, postedOn },
    answer.pairs.map(({ debit, credit }) => ({ event, debit, credit, cents }))
  )
  await query(tx, `update accounting_unposted set state = 'posted' where id = any(?::bigint[])`, [
    ids,
  ])
  return group.length
}
