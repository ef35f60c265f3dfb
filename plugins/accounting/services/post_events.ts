import type { CivilDate } from '#core/calendar/index'
import {
  type CopyValue,
  type Tx,
  canonicalJson,
  copyRows,
  query,
  sha256,
} from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { formatMoney } from '#core/money/index'
import type { LedgerEvent, PostingFacts } from '../domain/event.ts'
import { EVENT_TITLES } from '../records/options.ts'
import { type AccountingRules, accountingRules } from './accounting_rules.ts'
import { type PostingAnswer, answerFacts } from './answer_facts.ts'
import { bookDay } from './book_day.ts'
import { type PostedPair, addPosted } from './day_sums.ts'
import { historyIds } from './histories.ts'

export interface PostingBatch {
  readonly municipalityId: bigint
  readonly postedOn: CivilDate
  readonly events: readonly LedgerEvent[]
  /** What finds no account undoes the business instead of being parked. */
  readonly isStrict?: boolean
}

/** Events of the same facts, with the one answer to them all. */
interface Answered {
  readonly facts: PostingFacts
  readonly factsId: bigint
  readonly answer: PostingAnswer
  readonly events: readonly LedgerEvent[]
}

export const POSTING_COLUMNS = [
  ...['municipality_id', 'posted_on', 'event', 'debit_account', 'credit_account', 'amount_cents'],
  ...['beneficiary_id', 'source_type', 'source_id', 'source_line', 'reference', 'rule'],
  ...['version_id', 'pack_id', 'facts_id', 'history_id', 'moved_from'],
]
const UNPOSTED_COLUMNS = [
  ...['municipality_id', 'posted_on', 'event', 'amount_cents', 'beneficiary_id', 'source_type'],
  ...['source_id', 'source_line', 'reference', 'reason', 'facts_id'],
]

/**
 * Posts the events of a chunk in its transaction: the rule is asked once for each distinct set of facts, the rows go by COPY.
 * What finds no account is parked with the reason and warned of, and is never lost; asked strictly, it is a critical issue, which
 * undoes the business instead. What belongs to a closed month is posted on the first open day.
 */
export async function postEvents(
  tx: Tx,
  { municipalityId, postedOn: eventDay, events, isStrict = false }: PostingBatch
): Promise<Issue[]> {
  const moved = events.filter(({ amountCents }) => amountCents > 0n)
  if (moved.length === 0) return []
  const postedOn = await bookDay(tx, municipalityId, eventDay)
  const rules = await accountingRules(tx, municipalityId, postedOn)
  const answered = await answerAll(tx, municipalityId, { rules, events: moved })
  const refused = answered.filter(({ answer }) => answer.reason !== null)
  if (isStrict && refused.length > 0) return refused.map((one) => warningOf(one, 'critical'))
  const names = answered.map(({ facts }) => rules.histories[facts.event])
  const histories = await historyIds(tx, municipalityId, names)
  const movedFrom = postedOn === eventDay ? null : eventDay
  const rows = { municipalityId, postedOn, movedFrom, rules, histories }
  const posted = answered.filter(({ answer }) => answer.reason === null)
  await copyRows(
    tx,
    'accounting_postings',
    POSTING_COLUMNS,
    postingRows({ ...rows, answered: posted })
  )
  await addPosted(tx, rows, posted.flatMap(pairsOf))
  if (refused.length === 0) return []
  await copyRows(
    tx,
    'accounting_unposted',
    UNPOSTED_COLUMNS,
    unpostedRows({ ...rows, postedOn: eventDay, answered: refused })
  )
  return refused.map((one) => warningOf(one, 'warning'))
}

/** One text for equal facts; written out, because it is asked for every movement of a run. */
const keyOf = (facts: PostingFacts): string =>
  `${facts.event}|${facts.charge_type}|${facts.service}|${facts.category}|${facts.component}|${facts.beneficiary_kind}|${facts.money}|${facts.agent}|${facts.cause}|${facts.service_code}|${facts.tax}`

async function answerAll(
  tx: Tx,
  municipalityId: bigint,
  { rules, events }: { readonly rules: AccountingRules; readonly events: readonly LedgerEvent[] }
): Promise<Answered[]> {
  const groups = Map.groupBy(events, ({ facts }) => keyOf(facts))
  const known = [...groups.values()].map((group) => {
    const { facts } = group[0]!
    const text = canonicalJson(facts)
    return { facts, text, hash: sha256(text), events: group }
  })
  const ids = await factsIds(tx, municipalityId, known)
  return known.map(({ facts, hash, events: group }) => ({
    facts,
    factsId: ids.get(hash)!,
    answer: answerFacts(rules, facts),
    events: group,
  }))
}

/** Written in the order of their hashes, so that two chunks never wait for each other in a circle. */
async function factsIds(
  tx: Tx,
  municipalityId: bigint,
  known: readonly { readonly text: string; readonly hash: string }[]
): Promise<ReadonlyMap<string, bigint>> {
  const ordered = [...known].sort((a, b) => (a.hash < b.hash ? -1 : 1))
  const hashes = ordered.map(({ hash }) => hash)
  const find = () =>
    query<{ id: bigint; hash: string }>(
      tx,
      'select id, hash from accounting_facts where municipality_id = ? and hash = any(?::bpchar[])',
      [municipalityId, hashes]
    )
  let rows = await find()
  if (rows.length < hashes.length) {
    await query(
      tx,
      `insert into accounting_facts (municipality_id, hash, facts)
       select ?, u.hash, u.facts from unnest(?::text[], ?::text[]) as u(hash, facts)
       on conflict (municipality_id, hash) do nothing`,
      [municipalityId, hashes, ordered.map(({ text }) => text)]
    )
    rows = await find()
  }
  return new Map(rows.map(({ id, hash }) => [hash, id]))
}

interface Rows {
  readonly municipalityId: bigint
  readonly postedOn: CivilDate
  readonly movedFrom: CivilDate | null
  readonly rules: AccountingRules
  readonly histories: ReadonlyMap<string, bigint>
  readonly answered: readonly Answered[]
}

function* postingRows({ rules, histories, answered, ...rows }: Rows): Generator<CopyValue[]> {
  const { municipalityId, postedOn, movedFrom } = rows
  for (const { facts, factsId, answer, events } of answered) {
    const historyId = histories.get(rules.histories[facts.event]) ?? null
    for (const { debit, credit, rule } of answer.pairs ?? []) {
      for (const one of events) {
        yield [
          ...[municipalityId, postedOn, facts.event, debit, credit, one.amountCents],
          ...[one.beneficiaryId, one.sourceType, one.sourceId, one.sourceLine, one.reference],
          ...[rule, rules.versionId, rules.packId, factsId, historyId, movedFrom],
        ]
      }
    }
  }
}

function pairsOf({ facts, answer, events }: Answered): PostedPair[] {
  const cents = events.reduce((sum, { amountCents }) => sum + amountCents, 0n)
  return (answer.pairs ?? []).map(({ debit, credit }) => ({
    ...{ event: facts.event, debit, credit, cents },
  }))
}

function* unpostedRows({ municipalityId, postedOn, answered }: Rows): Generator<CopyValue[]> {
  for (const { facts, factsId, answer, events } of answered) {
    for (const one of events) {
      yield [
        ...[municipalityId, postedOn, facts.event, one.amountCents, one.beneficiaryId],
        ...[one.sourceType, one.sourceId, one.sourceLine, one.reference, answer.reason, factsId],
      ]
    }
  }
}

function warningOf({ facts, answer, events }: Answered, severity: Issue['severity']): Issue {
  const total = events.reduce((sum, { amountCents }) => sum + amountCents, 0n)
  const title = EVENT_TITLES[facts.event]
  return {
    code: 'accounting_unposted',
    severity,
    path: facts.event,
    message: `${title}: ${events.length} movimento(s), ${formatMoney(total)}, sem conta contábil. ${answer.reason}`,
  }
}
