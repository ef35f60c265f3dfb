import type { Actor } from '#core/actions/index'
import { type CivilDate, formatDate, monthOf } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, canonicalJson, query, sha256 } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { MANUAL_ENTRIES } from '../configuration/parameters.ts'
import { refusalOf } from '../domain/chart.ts'
import { MANUAL_ENTRY } from '../domain/event.ts'
import { errors } from '../errors.ts'
import { accountingRules } from './accounting_rules.ts'
import { bookDay } from './book_day.ts'
import { addSums } from './day_sums.ts'
import { historyIds } from './histories.ts'

export interface WantedEntry {
  readonly postedOn: CivilDate
  readonly debitAccount: string
  readonly debitCents: bigint
  readonly creditAccount: string
  readonly creditCents: bigint
  readonly history: string
  readonly costCenter: string | null
}

interface Writer {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly at: Date
}

/** The accounts take postings on that day, both sides are equal and the month is open. @throws E_ACCOUNTING_… */
async function requireSound(
  tx: Tx,
  municipalityId: bigint,
  entry: WantedEntry
): Promise<{ readonly isRevenue: boolean }> {
  const { postedOn, debitAccount, creditAccount, debitCents, creditCents } = entry
  if (debitCents !== creditCents) {
    const [debit, credit] = [formatMoney(debitCents), formatMoney(creditCents)]
    throw errors.E_ACCOUNTING_UNBALANCED({ debit, credit })
  }
  if (debitAccount === creditAccount) {
    throw errors.E_ACCOUNTING_SAME_ACCOUNT({ account: debitAccount })
  }
  const open = await bookDay(tx, municipalityId, postedOn)
  if (open !== postedOn) {
    throw errors.E_ACCOUNTING_CLOSED({ on: formatDate(postedOn), open: formatDate(open) })
  }
  const { accounts } = await accountingRules(tx, municipalityId, postedOn)
  const why = refusalOf(accounts, debitAccount) ?? refusalOf(accounts, creditAccount)
  if (why) throw errors.E_ACCOUNTING_ACCOUNT({ why })
  const isRevenue = [debitAccount, creditAccount].some(
    (code) => accounts.get(code)?.class === 'revenue'
  )
  return { isRevenue }
}

/** Writes an entry that waits for somebody else's approval: it is in no balance yet (AC-058). */
export async function writeEntry(
  tx: Tx,
  { municipalityId, actor, at }: Writer,
  entry: WantedEntry
): Promise<bigint> {
  const { isRevenue } = await requireSound(tx, municipalityId, entry)
  const needsCenter = await parameterWithin<boolean>(tx, { key: MANUAL_ENTRIES, municipalityId })
  if (needsCenter && !entry.costCenter) throw errors.E_ACCOUNTING_COST_CENTER({})
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into accounting_entries (municipality_id, posted_on, debit_account, credit_account, amount_cents, history, cost_center,
       is_revenue, author_id, author, written_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, entry.postedOn, entry.debitAccount, entry.creditAccount],
      ...[entry.debitCents, entry.history, entry.costCenter, isRevenue],
      ...[actor.userId, actor.name, at],
    ]
  )
  return row!.id
}

export interface EntryRow {
  readonly id: bigint
  readonly posted_on: CivilDate
  readonly debit_account: string
  readonly credit_account: string
  readonly amount_cents: bigint
  readonly history: string
  readonly cost_center: string | null
  readonly author_id: bigint
}

interface Decision extends Writer {
  readonly id: bigint
  readonly approves: boolean
  readonly text: string | null
}

/** Approves or refuses an entry; never its author. Approved, it is posted on its day. */
export async function decideEntry(
  tx: Tx,
  { id, approves, text, ...by }: Decision
): Promise<EntryRow> {
  const { municipalityId, actor, at } = by
  const [entry] = await query<EntryRow>(
    tx,
    `select * from accounting_entries where municipality_id = ? and id = ? and state = 'waiting' for update`,
    [municipalityId, id]
  )
  if (!entry) throw errors.E_ACCOUNTING_ENTRY_STATE({ id })
  if (entry.author_id === actor.userId) {
    throw errors.E_ACCOUNTING_SAME_PERSON({ what: `o lançamento manual ${id}` })
  }
  if (approves) await postEntry(tx, municipalityId, entry)
  await query(
    tx,
    `update accounting_entries set state = ?, decided_by_id = ?, decided_by = ?, decided_at = ?, decision = ? where id = ?`,
    [approves ? 'posted' : 'refused', actor.userId, actor.name, at, text, id]
  )
  return entry
}

async function postEntry(tx: Tx, municipalityId: bigint, entry: EntryRow): Promise<void> {
  const { posted_on: postedOn, amount_cents: cents } = entry
  await requireSound(tx, municipalityId, {
    ...{ postedOn, debitAccount: entry.debit_account, creditAccount: entry.credit_account },
    ...{ debitCents: cents, creditCents: cents },
    ...{ history: entry.history, costCenter: entry.cost_center },
  })
  const rules = await accountingRules(tx, municipalityId, postedOn)
  const histories = await historyIds(tx, municipalityId, [entry.history])
  await query(
    tx,
    `with posted as (
     insert into accounting_postings
       (municipality_id, posted_on, event, debit_account, credit_account, amount_cents, source_type, source_id, reference, rule,
        version_id, pack_id, facts_id, history_id)
     values (?, ?, ?, ?, ?, ?, 'accounting.entries', ?, ?, ?, ?, ?, ?, ?)
     returning municipality_id, posted_on, event, debit_account, credit_account, amount_cents)
     ${addSums('posted')}`,
    [
      ...[municipalityId, postedOn, MANUAL_ENTRY, entry.debit_account, entry.credit_account, cents],
      ...[entry.id, monthOf(postedOn), MANUAL_ENTRY, rules.versionId, rules.packId],
      ...[await manualFacts(tx, municipalityId), histories.get(entry.history)!],
    ]
  )
}

/** Manual entries ask no rule: their facts say so. */
async function manualFacts(tx: Tx, municipalityId: bigint): Promise<bigint> {
  const facts = canonicalJson({ event: MANUAL_ENTRY })
  const bindings = [municipalityId, sha256(facts)]
  await query(
    tx,
    `insert into accounting_facts (municipality_id, hash, facts) values (?, ?, ?)
     on conflict (municipality_id, hash) do nothing`,
    [...bindings, facts]
  )
  const [row] = await query<{ id: bigint }>(
    tx,
    'select id from accounting_facts where municipality_id = ? and hash = ?',
    bindings
  )
  return row!.id
}
