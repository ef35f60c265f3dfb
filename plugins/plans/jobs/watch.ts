import { todayIn } from '#core/access/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import type { Issue } from '#core/kernel/index'
import { collectionHorizon } from '#plugins/payments/api'
import { placesSql } from '#plugins/registry/api'
import { overdueRun } from '../domain/undo_plan.ts'
import { type Cancelled, cancelPlan } from '../services/cancel.ts'
import { expireEarly } from '../services/early.ts'
import { type StatedPolicy, policyAt } from '../services/policy.ts'
import { PLANS } from '../services/standing_plan.ts'

export interface WatchArgs {
  readonly on: string
}

interface Chunk {
  readonly after: bigint
  readonly until: bigint
}

/** What a policy says of plans that are not paid. */
interface Terms {
  readonly cancelDays: number
  readonly consecutive: number
  readonly total: number
}

/** With the terms of the municipality's policy. */
interface State extends Terms {
  readonly today: CivilDate
  /** Up to which day all payments are known; the day itself where nothing is expected of anybody. */
  readonly known: CivilDate
  /** By the id of the locality, the terms of those with a policy of their own. */
  readonly local?: Readonly<Record<string, Terms>>
}

const PLANS_PER_CHUNK = 500
const BY = 'Acompanhamento de parcelamentos'

async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<Chunk, State>> {
  const today = await todayIn(tx, municipalityId)
  const general = await policyAt(tx, { municipalityId, date: today, places: [] })
  const horizon = await collectionHorizon(tx, municipalityId, today)
  const known = horizon.on !== null && horizon.on < today ? horizon.on : today
  const rows = await query<{ until: bigint }>(
    tx,
    `select id as until from (
       select id, row_number() over (order by id) as place, count(*) over () as plans
         from plans_agreements where municipality_id = ? and state in ('awaiting', 'active')) p
      where place % ${PLANS_PER_CHUNK} = 0 or place = plans order by id`,
    [municipalityId]
  )
  const ends = rows.map(({ until }) => until)
  return {
    chunks: ends.map((until, index) => ({ after: ends[index - 1] ?? 0n, until })),
    total: ends.length,
    state: {
      ...{ today, known, ...termsOf(general) },
      local: await localTerms(tx, { municipalityId, date: today, general }),
    },
  }
}

const termsOf = ({ policy }: StatedPolicy): Terms => ({
  cancelDays: policy.cancel_days,
  consecutive: policy.default_consecutive,
  total: policy.default_total,
})

async function localTerms(
  tx: Tx,
  {
    general,
    ...on
  }: { readonly municipalityId: bigint; readonly date: CivilDate; readonly general: StatedPolicy }
): Promise<Record<string, Terms>> {
  const localities = await query<{ id: bigint; places: string[] }>(
    tx,
    `select p.locality_id as id, ${placesSql('p')} as places
       from (select id as locality_id from registry_localities where municipality_id = ?) p`,
    [on.municipalityId]
  )
  const found: Record<string, Terms> = {}
  for (const { id, places } of localities) {
    // Of the timeline in memory: no query for each.
    const own = await policyAt(tx, { ...on, places })
    if (own.versionId !== general.versionId) found[String(id)] = termsOf(own)
  }
  return found
}

/** In SQL, the terms of the policy where each plan's premise stands, as `t`; null: the municipality's. */
const TERMS = `
  join registry_premises p on p.id = a.premise_id
  left join lateral (
    select (l.value ->> 'cancelDays')::int as cancel_days, (l.value ->> 'consecutive')::int as consecutive,
           (l.value ->> 'total')::int as total
      from jsonb_each(?::jsonb) l where l.key = p.locality_id::text) t on true`

interface Due {
  readonly id: bigint
  readonly why: string
  readonly cause: 'unpaid_down' | 'default'
}

async function perform(context: JobContext, span: Chunk, state: State): Promise<ChunkResult> {
  const { tx, municipalityId, participate } = context
  const expired = await offersEnded(tx, municipalityId, span, state)
  for (const id of expired) await expireEarly(context, { agreementId: id, on: state.today })
  const due = [
    ...(await unpaidDowns(tx, municipalityId, span, state)),
    ...(await inDefault(tx, municipalityId, span, state)),
  ]
  const issues: Issue[] = []
  for (const { id, why: reason, cause } of due) {
    const cancelled = await cancelPlan(
      { tx, municipalityId, participate },
      { id, on: state.today, by: BY, cause, reason }
    )
    issues.push(told(cancelled, reason))
  }
  const of = (cause: Due['cause']) => due.filter((one) => one.cause === cause).length
  return {
    ...{ done: 1, parked: 0, issues },
    figures: { unpaid: of('unpaid_down'), defaulted: of('default'), expired: expired.length },
  }
}

const told = ({ plan: { number } }: Cancelled, why: string): Issue => ({
  ...{ code: 'cancelled', severity: 'warning', path: number },
  message: `Parcelamento ${number} cancelado: ${why}`,
})

/** Nobody cancels for money that a bank may still tell of: only what is known up to the due date counts. */
async function unpaidDowns(
  tx: Tx,
  municipalityId: bigint,
  { after, until }: Chunk,
  { today, known, cancelDays, local = {} }: State
): Promise<Due[]> {
  const rows = await query<{ id: bigint; down_due_on: CivilDate; days: number }>(
    tx,
    `select a.id, a.down_due_on, coalesce(t.cancel_days, ?) as days from plans_agreements a ${TERMS}
      where a.municipality_id = ? and a.state = 'awaiting' and a.id > ? and a.id <= ?
        and a.down_due_on < ?::date - coalesce(t.cancel_days, ?) and a.down_due_on <= ? order by a.id`,
    [...[cancelDays, JSON.stringify(local), municipalityId, after, until, today, cancelDays], known]
  )
  return rows.map(({ id, down_due_on: due, days }) => ({
    ...{ id, cause: 'unpaid_down' },
    why: `a entrada, vencida em ${formatDate(due)}, não foi paga em ${days} dias`,
  }))
}

interface Followed {
  readonly id: bigint
  readonly consecutive: number | null
  readonly total: number | null
  readonly states: readonly ('paid' | 'overdue' | 'other')[]
}

async function inDefault(
  tx: Tx,
  municipalityId: bigint,
  { after, until }: Chunk,
  { known, consecutive: most, total: mostOfAll, local = {} }: State
): Promise<Due[]> {
  const rows = await query<Followed>(
    tx,
    `select a.id, array_agg(case when c.state <> 'billed' then 'other'
                                 when i.id is null then 'paid' when i.due_on < ? then 'overdue' else 'other' end
                            order by c.id) as states, t.consecutive, t.total
       from plans_agreements a ${TERMS}
       join receivables_pending_charges c on c.municipality_id = a.municipality_id and c.source_type = '${PLANS}'
            and c.source_id = a.id and c.cause = 'plan'
       left join receivables_items i on i.municipality_id = a.municipality_id and i.origin_type = c.billed_origin_type
            and i.origin_id = c.billed_origin_id and i.charge_type = c.charge_type and i.component = c.component
            and i.amount_cents = c.amount_cents and i.state = 'open'
      where a.municipality_id = ? and a.state = 'active' and a.id > ? and a.id <= ?
      group by a.id, t.consecutive, t.total order by a.id`,
    [known, JSON.stringify(local), municipalityId, after, until]
  )
  return rows.flatMap(({ id, states, ...own }) => {
    const { consecutive, total } = overdueRun(states)
    if (consecutive < (own.consecutive ?? most) && total < (own.total ?? mostOfAll)) return []
    const why = `${total} parcela(s) em atraso, ${consecutive} seguida(s)`
    return [{ id, why, cause: 'default' as const }]
  })
}

async function offersEnded(
  tx: Tx,
  municipalityId: bigint,
  { after, until }: Chunk,
  { known, today }: State
): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select agreement_id as id from plans_early_payments
      where municipality_id = ? and state = 'offered' and agreement_id > ? and agreement_id <= ?
        and valid_until < ? and valid_until <= ? order by 1`,
    [municipalityId, after, until, today, known]
  )
  return rows.map(({ id }) => id)
}

/** Every day: down payments that nobody paid, plans in default, and early payments that nobody took (TR-3.2.9.1.6). */
export const watchJob: Job<WatchArgs, Chunk, State> = {
  name: 'plans.watch',
  title: 'Acompanhar parcelamentos',
  permission: 'plans.cancel',
  figures: {
    unpaid: 'Cancelados sem a entrada',
    defaulted: 'Desfeitos por atraso',
    expired: 'Quitações antecipadas vencidas',
  },
  reasons: { cancelled: 'Parcelamento cancelado' },
  key: ({ on }) => on,
  label: ({ on }) => `De ${formatDate(on.slice(0, 10) as CivilDate)}`,
  schedule: { standing: { timeOfDay: '06:10' }, args: ({ date }) => ({ on: date }) },
  plan,
  perform,
}
