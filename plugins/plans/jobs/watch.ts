import { todayIn } from '#core/access/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import type { Issue } from '#core/kernel/index'
import { collectionHorizon } from '#plugins/payments/api'
import { overdueRun } from '../domain/undo_plan.ts'
import { type Cancelled, cancelPlan } from '../services/cancel.ts'
import { expireEarly } from '../services/early.ts'
import { policyOn } from '../services/policy.ts'
import { PLANS } from '../services/standing_plan.ts'

export interface WatchArgs {
  readonly on: string
}

interface Chunk {
  readonly after: bigint
  readonly until: bigint
}

interface State {
  readonly today: CivilDate
  /** Up to which day all payments are known; the day itself where nothing is expected of anybody. */
  readonly known: CivilDate
  readonly cancelDays: number
  readonly consecutive: number
  readonly total: number
}

const PLANS_PER_CHUNK = 500
const BY = 'Acompanhamento de parcelamentos'

async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<Chunk, State>> {
  const today = await todayIn(tx, municipalityId)
  const { policy } = await policyOn(tx, municipalityId, today)
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
      ...{ today, known, cancelDays: policy.cancel_days },
      ...{ consecutive: policy.default_consecutive, total: policy.default_total },
    },
  }
}

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
  { today, known, cancelDays }: State
): Promise<Due[]> {
  const rows = await query<{ id: bigint; down_due_on: CivilDate }>(
    tx,
    `select id, down_due_on from plans_agreements
      where municipality_id = ? and state = 'awaiting' and id > ? and id <= ? and down_due_on < ? and down_due_on <= ? order by id`,
    [municipalityId, after, until, addDays(today, -cancelDays), known]
  )
  return rows.map(({ id, down_due_on: due }) => ({
    ...{ id, cause: 'unpaid_down' },
    why: `a entrada, vencida em ${formatDate(due)}, não foi paga em ${cancelDays} dias`,
  }))
}

interface Followed {
  readonly id: bigint
  readonly states: readonly ('paid' | 'overdue' | 'other')[]
}

async function inDefault(
  tx: Tx,
  municipalityId: bigint,
  { after, until }: Chunk,
  { known, consecutive: most, total: mostOfAll }: State
): Promise<Due[]> {
  const rows = await query<Followed>(
    tx,
    `select a.id, array_agg(case when p.state = 'cancelled' then 'other' when p.state <> 'billed' then 'other'
                                 when i.id is null then 'paid' when i.due_on < ? then 'overdue' else 'other' end
                            order by p.id) as states
       from plans_agreements a
       join receivables_pending_charges p on p.municipality_id = a.municipality_id and p.source_type = '${PLANS}'
            and p.source_id = a.id and p.cause = 'plan'
       left join receivables_items i on i.municipality_id = a.municipality_id and i.origin_type = p.billed_origin_type
            and i.origin_id = p.billed_origin_id and i.charge_type = p.charge_type and i.component = p.component
            and i.amount_cents = p.amount_cents and i.state = 'open'
      where a.municipality_id = ? and a.state = 'active' and a.id > ? and a.id <= ?
      group by a.id order by a.id`,
    [known, municipalityId, after, until]
  )
  return rows.flatMap(({ id, states }) => {
    const { consecutive, total } = overdueRun(states)
    if (consecutive < most && total < mostOfAll) return []
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
