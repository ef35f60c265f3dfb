import { todayIn } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { QualitySeverity } from '#core/reports/index'
import { findingsInside } from './findings_inside.ts'
import { practiceLevel } from '../domain/practice_level.ts'
import { qualityPolicy } from './run_quality_check.ts'

type Reader = Pick<Tx, 'rawQuery'>

export const SEVERITIES: Readonly<Record<QualitySeverity, { tone: string; label: string }>> = {
  critical: { tone: 'bad', label: 'Crítico' },
  warning: { tone: 'attention', label: 'Atenção' },
  info: { tone: 'info', label: 'Informação' },
}
const ORDER: readonly QualitySeverity[] = ['critical', 'warning', 'info']

/** Runs that the trend shows. */
const TREND_RUNS = 12
const LEVEL_WORDS = {
  1: 'nunca conferida',
  2: 'conferida, mas não em cada período',
  3: 'conferida em cada um dos três últimos períodos',
}

interface Run {
  readonly id: bigint
  readonly run_on: CivilDate
  readonly ran_at: Date
  readonly ran_by: string
}

/** Every check with what is open now, since when it grows or falls, and the level of the practice. */
export async function qualityView(reader: Reader, actor: Actor) {
  const { municipalityId } = actor
  const today = await todayIn(reader, municipalityId)
  const policy = await qualityPolicy(reader, municipalityId)
  const runs = await query<Run>(
    reader,
    'select id, run_on, ran_at, ran_by from registry_quality_runs where municipality_id = ? order by run_on desc, id desc limit 100',
    [municipalityId]
  )
  const level = practiceLevel(
    runs.map((run) => run.run_on),
    today,
    policy.period_months
  )
  const checks = await checkRows(reader, actor, runs.slice(0, TREND_RUNS))
  return {
    checks,
    total: checks.reduce((sum, check) => sum + check.open, 0),
    last: runs[0] ?? null,
    level,
    levelWords: LEVEL_WORDS[level],
    levelTone: level === 3 ? 'good' : level === 2 ? 'attention' : 'bad',
    policy,
  }
}

async function checkRows(reader: Reader, actor: Actor, runs: readonly Run[]) {
  const inside = findingsInside(actor)
  const open = await query<{ check_name: string; n: number; late: number }>(
    reader,
    `select check_name, count(*)::int as n, count(*) filter (where due_on < current_date)::int as late
       from registry_quality_findings where municipality_id = ? and status = 'open'${inside.sql} group by check_name`,
    [actor.municipalityId, ...inside.bindings]
  )
  const results = await query<{ run_id: bigint; check_name: string; found: number }>(
    reader,
    'select run_id, check_name, found from registry_quality_results where run_id = any(?::bigint[])',
    // What each run found is counted for the whole municipality.
    [actor.scope?.localities ? [] : runs.map(({ id }) => id)]
  )
  const chronological = [...runs].reverse()
  return registries()
    .qualityChecks.all()
    .map((check) => {
      const counts = chronological.flatMap(({ id }) => {
        const result = results.find((one) => one.run_id === id && one.check_name === check.name)
        return result ? [result.found] : []
      })
      const now = open.find((one) => one.check_name === check.name)
      return {
        name: check.name,
        title: check.title,
        reference: check.reference,
        severity: SEVERITIES[check.severity],
        rank: ORDER.indexOf(check.severity),
        open: now?.n ?? 0,
        late: now?.late ?? 0,
        change: counts.length > 1 ? counts.at(-1)! - counts.at(-2)! : null,
        trend: trendLine(counts),
        trendWords: counts.join(', '),
      }
    })
    .sort((a, b) => a.rank - b.rank || b.open - a.open || a.title.localeCompare(b.title, 'pt-BR'))
}

const WIDTH = 96
const HEIGHT = 24

/** Points of a line of 96 × 24 for the counts of the last runs; nothing for fewer than two. */
function trendLine(counts: readonly number[]): string | null {
  if (counts.length < 2) return null
  const top = Math.max(...counts, 1)
  return counts
    .map((count, index) => {
      const x = 2 + (index * (WIDTH - 4)) / (counts.length - 1)
      const y = HEIGHT - 2 - (count * (HEIGHT - 4)) / top
      return `${Math.round(x)},${Math.round(y)}`
    })
    .join(' ')
}
