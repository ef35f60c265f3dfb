import type { Actor } from '#core/actions/index'
import { type RefMonth, firstDay, formatRefMonth, lastDay } from '#core/calendar/index'
import { type Tx, canonicalJson, query, sha256 } from '#core/database/index'
import { arrangementSources } from '#plugins/receivables/api'
import { type Chart, accountsByCode } from '../domain/chart.ts'
import type { ClosingCheck } from '../domain/closing.ts'
import { errors } from '../errors.ts'
import { writeFindings } from './analysis.ts'
import { chartOn } from './balances.ts'
import { holdBooks } from './book_day.ts'
import { closingChecks } from './closing_checks.ts'
import { type Days, foldSums } from './day_sums.ts'
import { instalmentEvents } from './follow_instalments.ts'
import { postEvents } from './post_events.ts'
import { postWaiting } from './post_waiting.ts'

interface Closing {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly actor: Actor
  readonly at: Date
}

export interface ClosedMonth {
  readonly id: bigint
  readonly reference: string
  readonly entries: bigint
  readonly debit_cents: bigint
  readonly remarks: string | null
}

interface Frozen {
  readonly account: string
  readonly opening: bigint
  readonly debits: bigint
  readonly credits: bigint
}

/**
 * Closes a month of the books: posts what still waited and now finds its account, looks at every check, and freezes the
 * balances of the accounts. Nobody posts meanwhile. Done twice it changes nothing.
 * @throws E_ACCOUNTING_NOT_READY with what stands in the way
 */
export async function closeMonth(tx: Tx, closing: Closing): Promise<ClosedMonth> {
  const { municipalityId, reference, actor, at } = closing
  await holdBooks(tx, municipalityId)
  const closed = await closedMonth(tx, municipalityId, reference)
  if (closed) return closed
  const until = lastDay(reference)
  await postWaiting(tx, municipalityId, until)
  const plans = await arrangementSources(tx, municipalityId)
  const events = await instalmentEvents(tx, municipalityId, plans)
  await postEvents(tx, { municipalityId, postedOn: until, events })
  const checks = await closingChecks(tx, { municipalityId, reference, actor })
  const stopping = checks.filter(({ state }) => state === 'stops')
  if (stopping.length > 0) {
    throw errors.E_ACCOUNTING_NOT_READY({
      reference: formatRefMonth(reference),
      why: stopping.map(({ title, detail }) => `${title}: ${detail}`).join(' '),
    })
  }
  const month = { municipalityId, from: firstDay(reference), until }
  await foldSums(tx, month)
  const frozen = await balancesOf(tx, month)
  const period = await writePeriod(tx, { ...closing, frozen, remarks: remarksOf(checks) })
  const chart = await chartOn(municipalityId, until)
  await writeBalances(tx, { municipalityId, period, frozen, chart })
  await writeFindings(tx, { municipalityId, reference, period, chart: chart.accounts })
  return (await closedMonth(tx, municipalityId, reference)) ?? never(at)
}

const never = (at: Date): never => {
  throw new Error(`The month closed at ${at.toISOString()} cannot be read`)
}

const remarksOf = (checks: readonly ClosingCheck[]): string | null => {
  const known = checks.filter(({ state }) => state === 'attention')
  return known.length ? known.map(({ title, detail }) => `${title}: ${detail}`).join('\n') : null
}

async function closedMonth(
  tx: Tx,
  municipalityId: bigint,
  reference: RefMonth
): Promise<ClosedMonth | undefined> {
  const [row] = await query<ClosedMonth>(
    tx,
    `select id, reference, entries, debit_cents, remarks from accounting_periods
      where municipality_id = ? and reference = ? and state <> 'open'`,
    [municipalityId, reference]
  )
  return row
}

function balancesOf(tx: Tx, { municipalityId, from, until }: Days): Promise<Frozen[]> {
  return query<Frozen>(
    tx,
    `select account, coalesce(sum(debit - credit) filter (where posted_on < ?), 0)::bigint as opening,
            coalesce(sum(debit) filter (where posted_on >= ?), 0)::bigint as debits,
            coalesce(sum(credit) filter (where posted_on >= ?), 0)::bigint as credits
       from (select posted_on, debit_account as account, amount_cents as debit, 0 as credit
               from accounting_postings where municipality_id = ? and posted_on <= ?
             union all
             select posted_on, credit_account, 0, amount_cents
               from accounting_postings where municipality_id = ? and posted_on <= ?) entries
      group by account order by account`,
    [from, from, from, municipalityId, until, municipalityId, until]
  )
}

interface Writing extends Closing {
  readonly frozen: readonly Frozen[]
  readonly remarks: string | null
}

async function writePeriod(
  tx: Tx,
  { municipalityId, reference, actor, at, frozen, remarks }: Writing
): Promise<{ readonly id: bigint; readonly round: number }> {
  const sum = (of: (one: Frozen) => bigint) => frozen.reduce((total, one) => total + of(one), 0n)
  const hash = sha256(
    canonicalJson(
      frozen.map((one) => [one.account, ...[one.opening, one.debits, one.credits].map(String)])
    )
  )
  const [counted] = await query<{ n: bigint }>(
    tx,
    'select count(*) as n from accounting_postings where municipality_id = ? and posted_on between ? and ?',
    [municipalityId, firstDay(reference), lastDay(reference)]
  )
  const [period] = await query<{ id: bigint; round: number }>(
    tx,
    `insert into accounting_periods
       (municipality_id, reference, state, closed_at, closed_by, entries, debit_cents, credit_cents, hash, remarks)
     values (?, ?, 'closed', ?, ?, ?, ?, ?, ?, ?)
     on conflict (municipality_id, reference) do update
       set state = 'closed', round = accounting_periods.round + 1, closed_at = excluded.closed_at, closed_by = excluded.closed_by,
           entries = excluded.entries, debit_cents = excluded.debit_cents, credit_cents = excluded.credit_cents,
           hash = excluded.hash, remarks = excluded.remarks, asked_by_id = null, asked_by = null, asked_because = null,
           opened_by = null, opened_at = null, reviewed_by = null, reviewed_at = null
     returning id, round`,
    [
      ...[municipalityId, reference, at, actor.name, counted!.n, sum(({ debits }) => debits)],
      ...[sum(({ credits }) => credits), hash, remarks],
    ]
  )
  return period!
}

interface Balances {
  readonly municipalityId: bigint
  readonly period: { readonly id: bigint; readonly round: number }
  readonly frozen: readonly Frozen[]
  readonly chart: Chart
}

async function writeBalances(
  tx: Tx,
  { municipalityId, period, frozen, chart }: Balances
): Promise<void> {
  const accounts = accountsByCode(chart)
  await query(
    tx,
    `insert into accounting_period_balances
       (municipality_id, period_id, round, account, title, opening_cents, debit_cents, credit_cents, closing_cents)
     select ?, ?, ?, u.account, u.title, u.opening, u.debits, u.credits, u.opening + u.debits - u.credits
       from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[]) as u(account, title, opening, debits, credits)`,
    [
      ...[municipalityId, period.id, period.round],
      frozen.map(({ account }) => account),
      frozen.map(({ account }) => accounts.get(account)?.title ?? 'Conta fora do plano'),
      frozen.map(({ opening }) => opening),
      frozen.map(({ debits }) => debits),
      frozen.map(({ credits }) => credits),
    ]
  )
}
