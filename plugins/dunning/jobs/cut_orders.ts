import { todayIn } from '#core/access/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import type { Issue } from '#core/kernel/index'
import { CUT_ORDERS } from '../configuration/cut_parameter.ts'
import { type CutLevel, type CutPolicy, levelsDue, levelsOf } from '../domain/cut_policy.ts'
import { errors } from '../errors.ts'
import { type Candidate, candidates } from '../services/cut/candidates.ts'
import { type Judgement, openBench } from '../services/cut/judge.ts'
import { forgetJudgements, keepJudgements } from '../services/cut/keep_judgements.ts'
import { lockCases, openCases } from '../services/cut/open_cases.ts'
import { quotaLeft } from '../services/cut/quota.ts'
import { judgeByPolicy } from '../services/policy/cut_condition.ts'

export interface CutOrdersArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
  readonly levels: readonly CutLevel[]
  /** What would be made; nothing is. */
  readonly isPreview?: boolean
}

interface Chunk {
  readonly level: CutLevel
  readonly wanted: readonly Candidate[]
}

interface State {
  readonly today: CivilDate
  readonly packId: bigint
  /** All of each level, in the order of priority. */
  readonly levels: readonly Chunk[]
}

const PER_CHUNK = 500
const BY = 'Ciclo do corte'

async function plan(
  { tx, runId, municipalityId }: JobContext,
  { levels, isPreview = false }: CutOrdersArgs
): Promise<JobPlan<Chunk, State>> {
  const today = await todayIn(tx, municipalityId)
  const { pack, policy } = await openBench(tx, { municipalityId, on: today })
  const used = new Set(levelsOf(policy).map(({ number }) => number))
  const found: Chunk[] = []
  for (const level of levels) {
    if (!used.has(level)) throw errors.E_DUNNING_LEVEL_UNUSED({ level })
    const asked = { municipalityId, on: today, level, policy }
    found.push({ level, wanted: await candidates(tx, asked) })
  }
  await forgetJudgements(tx, { municipalityId, levels })
  if (!isPreview) await keepRun(tx, { municipalityId, today, levels, runId })
  const chunks = found.flatMap(slices)
  return { chunks, total: chunks.length, state: { today, packId: pack.id, levels: found } }
}

const slices = ({ level, wanted }: Chunk): Chunk[] =>
  Array.from({ length: Math.ceil(wanted.length / PER_CHUNK) }, (_, index) => ({
    level,
    wanted: wanted.slice(index * PER_CHUNK, (index + 1) * PER_CHUNK),
  }))

interface Kept {
  readonly municipalityId: bigint
  readonly today: CivilDate
  readonly levels: readonly CutLevel[]
  readonly runId: bigint
}

/** What the schedule looks at: a level is generated once in a day by itself. */
function keepRun(tx: Tx, { municipalityId, today, levels, runId }: Kept) {
  return query(
    tx,
    `insert into dunning_cut_runs (municipality_id, ran_on, level, run_id)
     select ?, ?, level, ? from unnest(?::bigint[]) as level on conflict do nothing`,
    [municipalityId, today, runId, levels.map(BigInt)]
  )
}

/** Judges a part of the candidates, so that the log tells why each is left out. */
async function perform(
  { tx, runId, municipalityId }: JobContext,
  { level, wanted }: Chunk,
  { today: on, packId }: State
): Promise<ChunkResult> {
  const bench = await openBench(tx, { municipalityId, on, packId })
  const judged = await judgeByPolicy(tx, bench, { level, wanted })
  await keepJudgements(tx, bench, { level, runId, judged })
  const left = judged.filter(({ isAllowed }) => !isAllowed)
  return {
    ...{ done: 1, parked: 0, issues: left.map(leftOut) },
    figures: {
      examined: judged.length,
      allowed: judged.length - left.length,
      left_out: left.length,
    },
  }
}

const leftOut = ({ candidate, reason, because }: Judgement): Issue => ({
  ...{ code: 'left_out', severity: 'warning', path: candidate.registration },
  message: `Matrícula ${candidate.registration}, notificação ${candidate.number}: ${reason} (${because}).`,
})

/** Makes the orders, the first in priority first, until the quota of the day is used up; whoever paid meanwhile is left out. */
async function finish(
  context: JobContext,
  { today: on, packId, levels }: State,
  { isPreview = false }: CutOrdersArgs
): Promise<Record<string, number>> {
  const { tx, municipalityId, runId } = context
  const bench = await openBench(tx, { municipalityId, on, packId })
  await lockCases(tx, municipalityId)
  let left = await quotaLeft(tx, { municipalityId, on, policy: bench.policy })
  const figures = { orders: 0, waiting: 0 }
  const served = new Set<bigint>()
  for (const { level, wanted } of levels) {
    for (const { wanted: some } of slices({ level, wanted })) {
      const judged = await judgeByPolicy(tx, bench, { level, wanted: some })
      const allowed = judged.filter(({ isAllowed, candidate }) => {
        if (!isAllowed || served.has(candidate.premiseId)) return false
        return Boolean(served.add(candidate.premiseId))
      })
      const judgements = allowed.slice(0, left)
      if (!isPreview) await openCases(tx, bench, { level, runId, by: BY, judgements })
      left -= judgements.length
      figures.orders += judgements.length
      figures.waiting += allowed.length - judgements.length
    }
  }
  if (figures.waiting > 0) {
    context.log(
      `${figures.waiting} ${figures.waiting === 1 ? 'fica' : 'ficam'} para o próximo dia permitido: o máximo é de ${bench.policy.daily_maximum} ordens por dia.`
    )
  }
  return figures
}

/** The levels whose time has come on a day and that were not generated on it; null when there are none. */
async function due(occasion: {
  readonly tx: Tx
  readonly date: CivilDate
  readonly timeOfDay: string
  readonly municipalityId: bigint
}): Promise<CutOrdersArgs | null> {
  const { tx, date, timeOfDay, municipalityId } = occasion
  const policy = await parameterWithin<CutPolicy>(tx, { key: CUT_ORDERS, municipalityId, date })
  const rows = await query<{ level: CutLevel }>(
    tx,
    'select level from dunning_cut_runs where municipality_id = ? and ran_on = ?',
    [municipalityId, date]
  )
  const ran = new Set(rows.map(({ level }) => level))
  const levels = levelsDue(policy, date, timeOfDay).filter((level) => !ran.has(level))
  return levels.length ? { on: date, levels } : null
}

/** Makes orders of the notices whose day passed unpaid, level by level (TR-3.2.9.13 and 14). */
export const cutOrdersJob: Job<CutOrdersArgs, Chunk, State> = {
  name: 'dunning.cut_orders',
  title: 'Ordens de corte',
  permission: 'dunning.cut',
  figures: {
    examined: 'Notificações vencidas e cortes a seguir',
    allowed: 'Podem ser cortados',
    left_out: 'Ficam de fora',
    orders: 'Ordens de corte',
    waiting: 'Acima do máximo do dia',
  },
  reasons: { left_out: 'Fica de fora' },
  key: ({ on, levels, isPreview }) => `${on}/${levels.join('+')}${isPreview ? '/preview' : ''}`,
  label: ({ on, levels, isPreview }) =>
    `${isPreview ? 'Prévia de' : 'De'} ${formatDate(on.slice(0, 10) as CivilDate)}, ${levels.map((level) => `${level}º`).join(' e ')} nível`,
  schedule: { standing: { cron: '0,30 5-20 * * *' }, args: due },
  plan,
  perform,
  finish,
}
