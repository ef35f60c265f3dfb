import { type CivilDate, type RefMonth, formatRefMonth } from '#core/calendar/index'
import { bridgeView, closeBridges } from '#core/reports/index'
import { type Tx, query } from '#core/database/index'
import type { EnumOption, Tone } from '#core/records/index'
import { type RouteOfLoad, loadOfGroup, routesOfLoad } from '#plugins/readings/api'
import { type BillingGroup, billingGroups } from '#plugins/registry/api'
import { errors } from '../../errors.ts'
import { PARKED_CODES } from '../../records/options.ts'
import { fileTitle, filesOfRun } from '../printing/run_files.ts'
import { standingMonth } from '../month/standing_month.ts'
import { type GroupMonth, groupMonths } from '../settings/group_months.ts'
import { type MonthProgress, type MonthStep, lateOf, stepsOf } from '../settings/month_steps.ts'

interface RunRow {
  readonly id: bigint
  readonly billing_group_id: bigint
  readonly reference: RefMonth
  readonly round: number
  readonly load_id: bigint
  readonly job_run_id: bigint
  readonly issued_on: CivilDate
  readonly state: 'running' | 'done'
  readonly figures: string
  readonly parked: number
  /** Of its month. */
  readonly is_closed: boolean
}

interface Figures {
  readonly invoices?: string
  readonly total_cents?: string
  readonly billed_liters?: string
}

const RUNS = `select r.*, exists (select from billing_group_months m where m.billing_group_id = r.billing_group_id and m.reference = r.reference
                             and m.state = 'closed') as is_closed,
  (select count(*)::int from billing_parked p where p.run_id = r.id and p.state = 'waiting') as parked
  from billing_runs r where r.municipality_id = ? and r.round > 0`

/** One cell of the board: what a group has of a month, and what may be done now. */
export interface BoardCell {
  readonly groupId: bigint
  readonly groupName: string
  readonly status: { readonly tone: Tone; readonly text: string }
  readonly runId: bigint | null
  readonly figures: Figures
  readonly parked: number
  readonly canStart: boolean
  /** What the load goes through: the run may be of some routes only. */
  readonly routes: readonly RouteOfLoad[]
  /** What the calendar has for the month; nothing where nobody planned it. */
  readonly steps: readonly MonthStep[]
  readonly late: string | null
  /** The day to issue on: the planned one, or today when that went by. */
  readonly issueOn: CivilDate
}

interface BoardQuery {
  readonly municipalityId: bigint
  readonly groups: readonly BillingGroup[]
  readonly reference: RefMonth
  readonly today: CivilDate
}

/** The month of some groups: waiting for readings, ready, running or billed. */
export async function runsBoard(
  tx: Tx,
  { municipalityId, groups, reference, today }: BoardQuery
): Promise<BoardCell[]> {
  const rows = await query<RunRow>(
    tx,
    `${RUNS} and r.reference = ? and r.billing_group_id = any(?::bigint[]) order by r.round`,
    [municipalityId, reference, groups.map(({ id }) => id)]
  )
  const runs = Map.groupBy(rows, (row) => row.billing_group_id)
  const cells: BoardCell[] = []
  const months = await groupMonths(
    tx,
    municipalityId,
    groups.map(({ id: groupId }) => ({ groupId, reference }))
  )
  for (const { id, name } of groups) {
    const rounds = runs.get(id) ?? []
    const run = rounds.at(-1)
    const load = run ? null : await loadOfGroup(tx, municipalityId, id, reference)
    cells.push({
      groupId: id,
      groupName: name,
      status: run ? runStatus(run) : waiting(load),
      runId: run?.id ?? null,
      figures: run ? totalOf(rounds) : {},
      parked: rounds.reduce((sum, { parked }) => sum + parked, 0),
      canStart: load?.state === 'processed',
      routes: load?.state === 'processed' ? await routesOfLoad(tx, load.id) : [],
      ...calendarOf(months.get(id), { loadState: load?.state ?? null, isBilled: !!run }, today),
    })
  }
  return cells
}

function calendarOf(
  month: GroupMonth | undefined,
  progress: MonthProgress,
  today: CivilDate
): Pick<BoardCell, 'steps' | 'late' | 'issueOn'> {
  if (!month) return { steps: [], late: null, issueOn: today }
  return {
    steps: stepsOf(month),
    late: lateOf(month, progress, today),
    issueOn: month.bill_on > today ? month.bill_on : today,
  }
}

/** What all rounds of a month came to. */
function totalOf(rounds: readonly RunRow[]): Figures {
  const all = rounds.map(({ figures }) => JSON.parse(figures) as Figures)
  const sum = (name: keyof Figures) =>
    String(all.reduce((total, figures) => total + BigInt(figures[name] ?? '0'), 0n))
  return {
    invoices: sum('invoices'),
    total_cents: sum('total_cents'),
    billed_liters: sum('billed_liters'),
  }
}

const runStatus = ({ state, is_closed: isClosed }: RunRow): BoardCell['status'] =>
  isClosed ? { tone: 'good', text: 'Mês fechado' } : STATES[state]

const STATES = {
  running: { tone: 'info', text: 'Faturando' },
  done: { tone: 'good', text: 'Faturado' },
} as const

function waiting(load: { state: string; held: number } | null): BoardCell['status'] {
  if (!load) return { tone: 'neutral', text: 'Sem carga de leitura' }
  if (load.state !== 'processed') return { tone: 'neutral', text: 'Aguarda leituras' }
  if (load.held === 0) return { tone: 'attention', text: 'Pronto para faturar' }
  const many = load.held === 1 ? 'leitura retida' : 'leituras retidas'
  return { tone: 'attention', text: `Pronto, com ${load.held} ${many}` }
}

/** A run with its figures, what it parked by reason, and where the checks of its month are. */
export async function runPage(tx: Tx, municipalityId: bigint, runId: bigint) {
  const [run] = await query<RunRow>(tx, `${RUNS} and r.id = ?`, [municipalityId, runId])
  if (!run) throw errors.E_BILLING_RUN_UNKNOWN({ id: runId })
  const groups = await billingGroups(tx, municipalityId)
  const files = await filesOfRun(tx, municipalityId, runId)
  const exempt = await query<{ n: number }>(
    tx,
    'select count(*)::int as n from billing_unbilled where run_id = ?',
    [runId]
  )
  const below = await query<{ n: number }>(
    tx,
    'select count(*)::int as n from billing_invoices where run_id = ? and carried_out_cents > 0',
    [runId]
  )
  const parked = await query<{ code: string; sets: number }>(
    tx,
    `select code, count(*)::int as sets from billing_parked where run_id = ? and state = 'waiting'
      group by code order by sets desc`,
    [runId]
  )
  return {
    run,
    title: `${groups.find(({ id }) => id === run.billing_group_id)?.name} · ${formatRefMonth(run.reference)}${run.round > 1 ? ` · ${run.round}ª rodada` : ''}`,
    status: runStatus(run),
    figures: JSON.parse(run.figures) as Figures,
    exempt: exempt[0]!.n,
    below: below[0]!.n,
    parkedByCode: parked.map((one) => ({ ...one, label: labelOf(PARKED_CODES, one.code) })),
    routes: parked.some(({ code }) => code === 'other_route')
      ? await routesOfLoad(tx, run.load_id)
      : [],
    files: files.map((file) => ({ ...file, title: fileTitle(file) })),
    hasChecks: run.state === 'done',
    month: await standingMonth(tx, {
      ...{ municipalityId, group: run.billing_group_id, reference: run.reference },
    }),
  }
}

/** The checks of a run's month: they read the whole month, so the page of the run opens before them. */
export async function runChecks(tx: Tx, municipalityId: bigint, runId: bigint) {
  const [run] = await query<RunRow>(tx, `${RUNS} and r.id = ?`, [municipalityId, runId])
  if (!run) throw errors.E_BILLING_RUN_UNKNOWN({ id: runId })
  const { billing_group_id: billingGroupId, reference } = run
  const results = await closeBridges(tx, { municipalityId, billingGroupId, reference })
  return { bridges: results.map(bridgeView) }
}

const labelOf = (options: readonly EnumOption[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value
