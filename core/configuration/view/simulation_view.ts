import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { format } from '#core/web/index'
import { errors } from '../simulation/errors.ts'
import { type Demand, type Evidence, countText, populationTitle } from '../simulation/evidence.ts'
import type { Simulation, StoredResult } from '../simulation/read.ts'
import type { ReportChange, ReportSum, SimulationReport } from '../simulation/report.ts'
import { monthsText, scopeText } from '../simulation/scope.ts'

type Unit = SimulationReport['unit']

export const amountText = (amount: bigint | string, unit: Unit): string =>
  unit === 'money' ? format.money(amount) : format.integer(BigInt(amount))

/** `+R$ 12,30`, with its sign. */
export function differenceText(before: bigint, after: bigint, unit: Unit): string {
  const difference = after - before
  return difference > 0n ? `+${amountText(difference, unit)}` : amountText(difference, unit)
}

/** `+10,0 %`; a dash where nothing was before. */
export function percentText(before: bigint, after: bigint): string {
  if (before === 0n) return after === 0n ? '0,0 %' : '—'
  const difference = (after - before) * 1000n
  const size = before < 0n ? -before : before
  const rounded = (difference < 0n ? difference - size / 2n : difference + size / 2n) / size
  const digits = String(rounded < 0n ? -rounded : rounded).padStart(2, '0')
  const sign = rounded < 0n ? '−' : rounded > 0n ? '+' : ''
  return `${sign}${format.integer(BigInt(digits.slice(0, -1)))},${digits.slice(-1)} %`
}

function sumView(sum: ReportSum, unit: Unit) {
  const [before, after] = [BigInt(sum.before), BigInt(sum.after)]
  return {
    ...sum,
    before: amountText(before, unit),
    after: amountText(after, unit),
    difference: differenceText(before, after, unit),
    percent: percentText(before, after),
    isMore: after > before,
    isLess: after < before,
  }
}

function changeView(change: ReportChange, unit: Unit) {
  const [before, after] = [BigInt(change.before), BigInt(change.after)]
  return {
    ...{ key: change.key, label: change.label, link: change.link },
    before: amountText(before, unit),
    after: amountText(after, unit),
    difference: differenceText(before, after, unit),
    percent: percentText(before, after),
  }
}

/** One result of a list, as pages show it. */
export const resultView = (
  { before, after, ...row }: Pick<StoredResult, 'key' | 'label' | 'link' | 'before' | 'after'>,
  unit: Unit
) => changeView({ ...row, before: String(before), after: String(after) }, unit)

/** Words of a population for counts of more, less and same. */
const wordsOf = (unit: Unit) =>
  unit === 'money'
    ? { more: 'Pagam mais', less: 'Pagam menos', same: 'Pagam o mesmo' }
    : { more: 'Passam a ser', less: 'Deixam de ser', same: 'Continuam iguais' }

const TOP = 10

/** An evidence as pages show it. */
export function simulationView(evidence: Evidence) {
  const { report } = evidence
  const population = registries().populations.find(evidence.population)
  const top = (rows: SimulationReport['changes'][number]['rows']) =>
    Math.max(1, ...rows.map(({ count }) => count))
  return {
    ...evidence,
    path: `/configuration/simulations/${evidence.runId}`,
    title: populationTitle(evidence.population),
    months: monthsText(evidence.scope),
    text: scopeText(evidence.scope),
    amount: report.amount,
    many: population?.results.many ?? 'resultados',
    words: wordsOf(report.unit),
    totals: sumView(report.totals, report.unit),
    dims: report.dims
      .filter(({ rows }) => rows.length)
      .map((dim) => ({
        ...dim,
        // Results are told apart by it: the list of a value opens.
        hasList: dim.unit === undefined,
        rows: dim.rows.map((row) => ({ ...row, ...sumView(row, dim.unit ?? report.unit) })),
      })),
    changes: report.changes.map((change) => ({
      ...change,
      rows: change.rows.map((row) => ({
        ...{ label: row.label, count: row.count, value: row.value },
        width: barWidth(row.count, top(change.rows)),
      })),
    })),
    largest: report.largest.map((change) => changeView(change, report.unit)),
    shown: TOP,
    errors: report.errors,
    failed: report.results - report.totals.count,
  }
}

/** Of 100; a class with anything in it is seen. */
const barWidth = (count: number, top: number) =>
  count === 0 ? 0 : Math.max(1, Math.round((count * 100) / top))

/** One demand of a version: met, or what is missing, in words. */
export function demandView(demand: Demand) {
  const { population, fresh } = demand
  return {
    name: population.name,
    title: population.title,
    fresh: fresh && simulationView(fresh),
    text: demandText(demand),
  }
}

function demandText({ fresh, short, stale, covered, needed }: Demand): string {
  if (fresh) return `simulada sobre ${monthsText(fresh.scope)}`
  if (short) {
    const months = monthsText(short.scope)
    return `simulada sobre ${countText(covered)} (${months}), e são exigidos ${countText(needed)}: simule um intervalo maior`
  }
  return stale
    ? `a versão mudou depois da simulação sobre ${monthsText(stale.scope)}: simule de novo`
    : 'ainda não foi simulada, e sem isso não segue para aprovação'
}

/** Label, amounts and link of one result of a simulation. @throws E_CONFIGURATION_SIMULATION_RESULT */
export async function explainedView({ run, population }: Simulation, key: string) {
  const [row] = await query<{
    label: string
    link: string
    before: bigint
    after: bigint
    error_text: string | null
  }>(
    db,
    `select label, link, before_amount as before, after_amount as after, error_text
       from configuration_simulation_results where run_id = ? and key = ?`,
    [run.id, key]
  )
  if (!row) throw errors.E_CONFIGURATION_SIMULATION_RESULT({ key, id: run.id })
  const { unit } = population
  return {
    ...{ resultLabel: row.label, resultLink: row.link, error: row.error_text },
    result: changeView({ ...row, key, before: String(row.before), after: String(row.after) }, unit),
  }
}

/** An evidence for other systems: the report as it is kept, with what proves it. */
export const evidenceJson = (evidence: Evidence) => ({
  simulation: String(evidence.runId),
  version: String(evidence.versionId),
  population: evidence.population,
  ...{ from: evidence.scope.from, until: evidence.scope.until, groups: evidence.scope.groups },
  content_hash: evidence.contentHash,
  results_hash: evidence.resultsHash,
  hash: evidence.hash,
  is_intact: evidence.isIntact,
  is_fresh: evidence.isFresh,
  created_at: evidence.createdAt,
  created_by: evidence.createdBy,
  report: evidence.report,
})
