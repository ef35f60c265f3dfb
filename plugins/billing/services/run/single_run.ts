import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, type RefMonth, addDays, formatRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import {
  type AcceptedAhead,
  type LoadedSet,
  claimSets,
  loadedSet,
  readAhead,
} from '#plugins/readings/api'
import { formatRegistration, registrationRule } from '#plugins/registry/api'
import type { DueDateRule } from '../../domain/due_date.ts'
import { errors } from '../../errors.ts'
import { requireOpenMonth } from '../month/standing_month.ts'
import { ownPremise } from '../settings/own_premise.ts'
import { type BilledChunk, billChunk } from './bill_chunk.ts'
import { holidaysNow, ownersNow } from './charge_owners.ts'
import type { NumberedInvoice } from './invoice_batch.ts'
import { packOfRun } from './plan_run.ts'
import { messagesNow } from './run_messages.ts'
import { settleLoad, solveEarlier } from './waiting_load.ts'

/** One premise to be billed by itself for a month. */
export interface SingleAsked {
  readonly premiseId: bigint
  readonly reference: RefMonth
  /** What the dial shows, where the readers have not been yet. */
  readonly typed: { readonly reading: number; readonly readOn: CivilDate } | null
  /** False: who may decide held readings does not do it this way. */
  readonly acceptsHeld?: false
}

export interface SingleIssued {
  readonly registration: string
  readonly reference: RefMonth
  /** The group was billed before. */
  readonly isAfter: boolean
  /** Of the premise that was asked for. */
  readonly invoice: NumberedInvoice
  /** Of its whole set: of a condominium, the master's and the units'. */
  readonly invoices: readonly NumberedInvoice[]
  readonly accepted: readonly AcceptedAhead[]
}

export const REVIEW_PERMISSION = 'readings.review'

type Context = Pick<
  ActionContext,
  'tx' | 'municipalityId' | 'actor' | 'now' | 'reason' | 'participate'
>

/**
 * Bills the set of one premise ahead of the run of its group or after it, by the code of the run: the same frozen facts, rules
 * and day of issue come to the same cents. The run of the group finds it billed. Errors: E_BILLING_PREMISE_UNKNOWN,
 * …_SINGLE_LOAD, …_SINGLE_BILLED, …_SINGLE_EXEMPT, …_SINGLE_PARKED, …_SINGLE_TAKEN, …_RUN_GOING, …_ISSUE_DATE, and those of `readAhead`.
 */
export async function issueSingle(context: Context, asked: SingleAsked): Promise<SingleIssued> {
  const { tx, municipalityId, actor, now } = context
  const { premiseId, reference, typed } = asked
  const premise = await ownPremise(tx, { municipalityId, actor, premiseId })
  const rule = await registrationRule(tx, municipalityId, await todayIn(tx, municipalityId))
  const registration = formatRegistration(premise.registration_number, rule)
  const set = await loadedSet(tx, { municipalityId, premiseId, reference })
  if (!set) throw errors.E_BILLING_SINGLE_LOAD({ registration, month: formatRefMonth(reference) })
  const month = { municipalityId, group: set.load.billingGroupId, reference }
  await requireOpenMonth(tx, month)
  const group = await groupOf(tx, set, reference)
  await requireFree(tx, set, { registration, reference })
  const mayAccept = asked.acceptsHeld !== false && actor.permissions.has(REVIEW_PERMISSION)
  const accepts = mayAccept ? { by: actor.name, reason: context.reason ?? '' } : null
  const accepted = await readAhead(tx, {
    ...{ municipalityId, set, typed: typed && { premiseId, ...typed }, accepts, now },
  })
  const billed = await billSet(context, set, reference)
  if (group.isDone) await settleLoad(tx, set.load.id)
  const invoice = billed.invoices.find(({ composed }) => composed.month.premiseId === premiseId)
  if (!invoice) throw errors.E_BILLING_SINGLE_EXEMPT({ registration })
  return {
    ...{ registration, reference, isAfter: group.isDone, invoice, accepted },
    invoices: billed.invoices,
  }
}

/** How far the group's own runs are. @throws E_BILLING_RUN_GOING */
async function groupOf(
  tx: Tx,
  { load }: LoadedSet,
  reference: RefMonth
): Promise<{ readonly isDone: boolean }> {
  const [row] = await query<{ name: string; runs: number; running: number }>(
    tx,
    `select g.name, count(r.id)::int as runs, (count(r.id) filter (where r.state = 'running'))::int as running
       from registry_billing_groups g left join billing_runs r on r.load_id = ? and r.round > 0
      where g.id = ? group by g.name`,
    [load.id, load.billingGroupId]
  )
  const { name, runs, running } = row!
  if (running > 0) {
    throw errors.E_BILLING_RUN_GOING({ month: `${name} · ${formatRefMonth(reference)}` })
  }
  return { isDone: runs > 0 }
}

/** @throws E_BILLING_SINGLE_BILLED, E_BILLING_SINGLE_EXEMPT */
async function requireFree(
  tx: Tx,
  { load, setKey }: LoadedSet,
  { registration, reference }: { readonly registration: string; readonly reference: RefMonth }
): Promise<void> {
  const [row] = await query<{ number: string | null; exempt: number }>(
    tx,
    `with runs as (select id from billing_runs where load_id = ?)
     select (select max(number) from billing_invoices where set_key = ? and run_id in (select id from runs)) as number,
            (select count(*)::int from billing_unbilled where set_key = ? and run_id in (select id from runs)) as exempt`,
    [load.id, setKey, setKey]
  )
  const month = formatRefMonth(reference)
  if (row!.number !== null) {
    throw errors.E_BILLING_SINGLE_BILLED({ registration, month, number: row!.number })
  }
  if (row!.exempt > 0) throw errors.E_BILLING_SINGLE_EXEMPT({ registration })
}

/** A run of that set only, from its pack to its invoices. */
async function billSet(
  context: Context,
  set: LoadedSet,
  reference: RefMonth
): Promise<BilledChunk> {
  const { tx, municipalityId } = context
  const { load, setKey, items } = set
  const free = await claimSets(tx, load.id, [setKey])
  if (!free.has(setKey)) throw errors.E_BILLING_SINGLE_TAKEN({ month: formatRefMonth(reference) })
  const issuedOn = await todayIn(tx, municipalityId)
  const group = load.billingGroupId
  const args = { group, reference, issuedOn }
  const pack = await packOfRun(tx, municipalityId, { args, load, setKey })
  const { min_days: minDays } = pack.at(issuedOn).parameter<DueDateRule>('billing.due_date')
  const [run] = await query<{ id: bigint }>(
    tx,
    `insert into billing_runs
       (municipality_id, billing_group_id, reference, load_id, pack_id, issued_on, due_on, charge_owners, bank_holidays,
        messages, created_at, round, set_key, state)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 'done') returning id`,
    [
      ...[municipalityId, group, reference, load.id, pack.id, issuedOn],
      ...[addDays(issuedOn, minDays), await ownersNow(tx, municipalityId)],
      ...[await holidaysNow(tx, municipalityId, issuedOn)],
      ...[await messagesNow(tx, municipalityId, { group, on: issuedOn })],
      ...[context.now.toISOString(), setKey],
    ]
  )
  const runId = run!.id
  const state = { runId, round: 0, loadId: load.id, packId: pack.id, reference, issuedOn }
  await solveEarlier(tx, { runId, loadId: load.id }, [setKey])
  const billed = await billChunk(context, state, [[setKey, items[0]!.premise_id, items.length]])
  const [parked] = billed.parked
  if (parked) throw errors.E_BILLING_SINGLE_PARKED({ message: parked.message })
  return billed
}
