import {
  type CivilDate,
  type RefMonth,
  addDays,
  clock,
  maxDate,
  minDate,
} from '#core/calendar/index'
import { resolvePack } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { JobContext } from '#core/jobs/index'
import {
  type LoadOfGroup,
  loadOfGroup,
  loadPeriod,
  loadSets,
  lockLoad,
  supersededSets,
} from '#plugins/readings/api'
import type { DueDateRule } from '../../domain/due_date.ts'
import { errors } from '../../errors.ts'
import { requireOpenMonth } from '../month/standing_month.ts'
import { type RunState, type SetOfChunk, writeParked } from './bill_chunk.ts'
import { BILLING_NEEDS } from './billing_rules.ts'
import { type FrozenText, holidaysNow, ownersNow } from './charge_owners.ts'
import { requireIssueDate } from './issue_date.ts'
import { messagesNow } from './run_messages.ts'

export interface RunArgs {
  /** Billing group. */
  readonly group: bigint
  readonly reference: RefMonth
  readonly issuedOn: CivilDate
  /** 1, or not given: the run of the month. From 2 on: a further one, for the sets that still wait. */
  readonly round?: number
  /** Of a further run: the sets that it bills; all that wait, when not given. */
  readonly sets?: readonly bigint[]
  /** The routes that it bills; all of them, and what stands in no route, when not given. */
  readonly routes?: readonly bigint[]
}

/** The round that was asked for; a run of some routes takes the one that comes next. */
async function roundOf(tx: Tx, args: RunArgs, jobRunId: bigint | null): Promise<number> {
  if (args.round || !args.routes) return args.round ?? 1
  const [row] = await query<{ own: number | null; last: number }>(
    tx,
    `select max(round) filter (where job_run_id = ?)::int as own, coalesce(max(round), 0)::int as last
       from billing_runs where billing_group_id = ? and reference = ?`,
    [jobRunId, args.group, args.reference]
  )
  return row!.own ?? row!.last + 1
}

export interface PlannedRun {
  readonly state: RunState
  readonly sets: readonly SetOfChunk[]
}

/**
 * Opens the run of a group and month: the configuration is resolved once, for the whole period of the load. A run that
 * stopped in the middle goes on with the same pack and only the sets that it has not billed; those that it parked are tried
 * again. A further run has its own issue date and bills what the ones before could not. Errors: E_BILLING_LOAD_MISSING,
 * …_STATE, …_EMPTY, E_BILLING_ISSUE_DATE, …_ROUND, …_NOTHING_WAITS, …_MONTH_CLOSED.
 */
export async function planRun(context: JobContext, args: RunArgs): Promise<PlannedRun> {
  const { tx, municipalityId } = context
  const load = await billableLoad(tx, municipalityId, args)
  // Whoever bills a set by itself comes wholly before or wholly after.
  await lockLoad(tx, municipalityId, load.id)
  await requireOpenMonth(tx, { municipalityId, group: args.group, reference: args.reference })
  const round = await roundOf(tx, args, context.runId)
  const run =
    (await standingRun(tx, args, round)) ?? (await openRun(context, { args, load, round }))
  const isFurther = round > 1
  const waiting = await setsToBill(tx, load.id, isFurther)
  const sets = chosenOf(waiting, args)
  if ((isFurther || args.routes) && sets.length === 0) {
    throw errors.E_BILLING_NOTHING_WAITS({ group: args.group, reference: args.reference })
  }
  if (!isFurther) await leaveOtherRoutes(tx, { municipalityId, runId: run.id }, { waiting, sets })
  return {
    state: {
      ...{ runId: run.id, round },
      loadId: load.id,
      packId: run.packId,
      reference: args.reference,
      issuedOn: run.issuedOn,
    },
    sets: sets.map(({ set }) => set),
  }
}

interface WaitingSet {
  readonly set: SetOfChunk
  readonly routeId: bigint | null
}

/** What no invoice has been issued for, nor a later load taken over. */
async function setsToBill(tx: Tx, loadId: bigint, isFurther: boolean): Promise<WaitingSet[]> {
  const billed = await billedSets(tx, loadId)
  const gone = isFurther ? await supersededSets(tx, loadId) : new Set<bigint>()
  const loaded = await loadSets(tx, loadId)
  return loaded
    .filter(({ setKey }) => !billed.has(setKey) && !gone.has(setKey))
    .map(({ setKey, routeId, items }) => ({
      ...{ set: [setKey, items[0]!.premiseId, items.length] as const, routeId },
    }))
}

function chosenOf(waiting: WaitingSet[], { sets, routes }: RunArgs): WaitingSet[] {
  const chosen = sets && new Set(sets)
  const through = routes && new Set<bigint | null>(routes)
  return waiting.filter(
    ({ set: [setKey], routeId }) =>
      (!chosen || chosen.has(setKey)) && (!through || through.has(routeId))
  )
}

const OTHER_ROUTE = 'A rodada foi de outros roteiros: este espera a rodada do seu.'

/** What a first run of some routes leaves for the rounds of the others. */
async function leaveOtherRoutes(
  tx: Tx,
  run: { readonly municipalityId: bigint; readonly runId: bigint },
  {
    waiting,
    sets,
  }: { readonly waiting: readonly WaitingSet[]; readonly sets: readonly WaitingSet[] }
): Promise<void> {
  const billed = new Set(sets)
  await writeParked(
    tx,
    run,
    waiting
      .filter((one) => !billed.has(one))
      .map(({ set: [setKey, premiseId] }) => ({
        ...{ setKey, premiseId, code: 'other_route', message: OTHER_ROUTE },
      }))
  )
}

export interface PlannedPreview {
  readonly state: Omit<RunState, 'runId' | 'round'>
  /** Whose each charge type is, and the local bank holidays, as a run opened now would freeze them. */
  readonly frozen: FrozenText
  readonly sets: readonly SetOfChunk[]
}

/** What a run would bill if it began now: nothing is opened. Errors: as of `planRun`. */
export async function planPreview(context: JobContext, args: RunArgs): Promise<PlannedPreview> {
  const { tx, municipalityId } = context
  const { reference, issuedOn } = args
  const load = await billableLoad(tx, municipalityId, args)
  const pack = await packOfRun(tx, municipalityId, { args, load })
  return {
    state: { loadId: load.id, packId: pack.id, reference, issuedOn },
    frozen: {
      charge_owners: await ownersNow(tx, municipalityId),
      bank_holidays: await holidaysNow(tx, municipalityId, issuedOn),
    },
    sets: chosenOf(await setsToBill(tx, load.id, true), args).map(({ set }) => set),
  }
}

interface Opening {
  readonly args: RunArgs
  readonly load: Pick<LoadOfGroup, 'id'>
}

/** The configuration of the whole period of a load, or of one set of it, and of the day of issue. */
export async function packOfRun(
  tx: Tx,
  municipalityId: bigint,
  { args, load, setKey }: Opening & { readonly setKey?: bigint }
) {
  const { group, reference, issuedOn } = args
  const period = await loadPeriod(tx, load.id, setKey)
  if (!period) throw errors.E_BILLING_LOAD_EMPTY({ group, reference })
  await requireIssueDate(tx, { municipalityId, reference, issuedOn }, period.until)
  return resolvePack(
    {
      municipalityId,
      from: minDate(period.from, issuedOn),
      until: maxDate(period.until, issuedOn),
      knownAt: clock.now(),
      decisions: [...BILLING_NEEDS.decisions],
      parameters: [...BILLING_NEEDS.parameters],
      items: [...BILLING_NEEDS.items],
    },
    tx
  )
}

async function billableLoad(tx: Tx, municipalityId: bigint, args: RunArgs): Promise<LoadOfGroup> {
  const { group, reference } = args
  await requireOpenMonth(tx, { municipalityId, group, reference })
  const load = await loadOfGroup(tx, municipalityId, group, reference)
  if (!load) throw errors.E_BILLING_LOAD_MISSING({ group, reference })
  if (load.state !== 'processed') {
    throw errors.E_BILLING_LOAD_STATE({ group, reference, state: load.state })
  }
  return load
}

interface StandingRun {
  readonly id: bigint
  readonly packId: bigint
  readonly issuedOn: CivilDate
}

async function standingRun(tx: Tx, args: RunArgs, round: number): Promise<StandingRun | null> {
  const [row] = await query<{ id: bigint; pack_id: bigint; issued_on: CivilDate }>(
    tx,
    'select id, pack_id, issued_on from billing_runs where billing_group_id = ? and reference = ? and round = ?',
    [args.group, args.reference, round]
  )
  if (!row) return null
  await query(tx, 'delete from billing_parked where run_id = ?', [row.id])
  return { id: row.id, packId: row.pack_id, issuedOn: row.issued_on }
}

async function openRun(
  { tx, municipalityId, runId: jobRunId }: JobContext,
  { args, load, round }: Opening & { readonly round: number }
): Promise<StandingRun> {
  const { group, reference, issuedOn } = args
  await requireFormerDone(tx, args, round)
  const pack = await packOfRun(tx, municipalityId, { args, load })
  const { min_days: minDays } = pack.at(issuedOn).parameter<DueDateRule>('billing.due_date')
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into billing_runs
       (municipality_id, billing_group_id, reference, load_id, pack_id, job_run_id, issued_on, due_on,
        charge_owners, bank_holidays, messages, round, created_at, state)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running') returning id`,
    [
      ...[municipalityId, group, reference, load.id, pack.id, jobRunId, issuedOn],
      ...[addDays(issuedOn, minDays), await ownersNow(tx, municipalityId)],
      ...[await holidaysNow(tx, municipalityId, issuedOn)],
      ...[await messagesNow(tx, municipalityId, { group, on: issuedOn }), round],
      clock.now().toISOString(),
    ]
  )
  await query(
    tx,
    `insert into billing_group_months (municipality_id, billing_group_id, reference, state, load_id, run_id)
     values (?, ?, ?, 'read', ?, ?)
     on conflict (billing_group_id, reference) do update
       set state = 'read', load_id = excluded.load_id, run_id = excluded.run_id`,
    [municipalityId, group, reference, load.id, row!.id]
  )
  return { id: row!.id, packId: pack.id, issuedOn }
}

/** Rounds follow one another: the second asks for the first to be done. */
async function requireFormerDone(tx: Tx, args: RunArgs, round: number): Promise<void> {
  const [row] = await query<{ done: number; open: number }>(
    tx,
    `select count(*) filter (where state = 'done')::int as done, count(*) filter (where state <> 'done')::int as open
       from billing_runs where billing_group_id = ? and reference = ? and round > 0`,
    [args.group, args.reference]
  )
  const { done, open } = row!
  if (open > 0 || done !== round - 1) {
    const { group, reference } = args
    throw errors.E_BILLING_ROUND({ group, reference, round, done })
  }
}

async function billedSets(tx: Tx, loadId: bigint): Promise<ReadonlySet<bigint>> {
  const rows = await query<{ set_key: bigint }>(
    tx,
    `with runs as (select id from billing_runs where load_id = ?)
     select set_key from billing_invoices where run_id in (select id from runs)
     union select set_key from billing_unbilled where run_id in (select id from runs)`,
    [loadId]
  )
  return new Set(rows.map((row) => row.set_key))
}
