import { formatRefMonth, isRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import {
  ALL,
  CHANGE_AMOUNT,
  CHANGE_PERCENT,
  type Sum,
  type SumRow,
  changeClasses,
} from './tally.ts'
import type { Population } from './types.ts'

/** What is kept of a simulation for ever: amounts are cents or counts, as text. */
export interface SimulationReport {
  readonly unit: Population['unit']
  readonly amount: string
  /** All results that were tried, those without an answer too. */
  readonly results: number
  readonly totals: ReportSum
  readonly dims: readonly ReportDim[]
  readonly changes: readonly ReportDim[]
  readonly largest: readonly ReportChange[]
  readonly errors: readonly ReportError[]
}

export interface ReportSum {
  readonly count: number
  readonly more: number
  readonly less: number
  readonly same: number
  readonly before: string
  readonly after: string
}

export interface ReportDim {
  readonly name: string
  readonly title: string
  /** That of the report, when not said. */
  readonly unit?: Population['unit']
  readonly rows: readonly (ReportSum & { readonly value: string; readonly label: string })[]
}

export interface ReportChange {
  readonly key: string
  readonly label: string
  readonly link: string
  readonly before: string
  readonly after: string
}

export interface ReportError {
  readonly code: string
  readonly count: number
  /** One of them, in words. */
  readonly sample: string
}

const LARGEST = 50

/** Adds up the chunks of a finished simulation. */
export async function reportOf(
  tx: Tx,
  runId: bigint,
  population: Population
): Promise<SimulationReport> {
  const sums = await sumsOf(tx, runId)
  const of = (dim: string) => sums.filter((row) => row.dim === dim)
  const isMoney = population.unit === 'money'
  const [{ results } = { results: 0 }] = await query<{ results: number }>(
    tx,
    'select count(*)::int as results from configuration_simulation_results where run_id = ?',
    [runId]
  )
  return {
    unit: population.unit,
    amount: population.amount,
    results,
    totals: asText(of(ALL)[0] ?? NOTHING),
    dims: population.dims.map((dim) => ({
      ...{ name: dim.name, title: dim.title, ...(dim.unit && { unit: dim.unit }) },
      rows: ordered(of(dim.name), dim.values ?? []),
    })),
    changes: [
      changes('amount', 'Mudança em cada resultado', of(CHANGE_AMOUNT), CHANGE_AMOUNT),
      ...(isMoney
        ? [changes('percent', 'Mudança em porcentagem', of(CHANGE_PERCENT), CHANGE_PERCENT)]
        : []),
    ],
    largest: await largestOf(tx, runId),
    errors: await errorsOf(tx, runId),
  }

  function changes(name: string, title: string, rows: readonly SumRow[], dim: string): ReportDim {
    const known = new Map(rows.map((row) => [row.value, row]))
    return {
      ...{ name, title },
      rows: changeClasses(dim, population.unit).map(({ value, label }) => ({
        ...{ value, label },
        ...asText(known.get(value) ?? NOTHING),
      })),
    }
  }
}

const NOTHING: Sum = { count: 0, more: 0, less: 0, same: 0, before: 0n, after: 0n }

const asText = ({ count, more, less, same, before, after }: Sum): ReportSum => ({
  ...{ count, more, less, same, before: String(before), after: String(after) },
})

type Values = NonNullable<Population['dims'][number]['values']>

/** Known values in their order, then the others by what they were worth. */
function ordered(rows: readonly SumRow[], values: Values): ReportDim['rows'] {
  const place = new Map(values.map(({ value }, index) => [value, index]))
  const labels = new Map(values.map(({ value, label }) => [value, label]))
  const at = ({ value }: SumRow) => place.get(value) ?? values.length
  return rows
    .toSorted(
      (a, b) => at(a) - at(b) || compare(b.before, a.before) || (a.value < b.value ? -1 : 1)
    )
    .map((row) => ({
      value: row.value,
      label: labels.get(row.value) ?? wordsOf(row.value),
      ...asText(row),
    }))
}

const wordsOf = (value: string) => (isRefMonth(value) ? formatRefMonth(value) : value)

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)

function sumsOf(tx: Tx, runId: bigint): Promise<SumRow[]> {
  return query<SumRow>(
    tx,
    `select dim, value, sum(count)::int as count, sum(more)::int as more, sum(less)::int as less,
            sum(same)::int as same, sum(before_amount)::bigint as before, sum(after_amount)::bigint as after
       from configuration_simulation_sums where run_id = ? group by dim, value order by dim, value`,
    [runId]
  )
}

async function largestOf(tx: Tx, runId: bigint): Promise<ReportChange[]> {
  const rows = await query<
    Omit<ReportChange, 'before' | 'after'> & { before: bigint; after: bigint }
  >(
    tx,
    `select key, label, link, before_amount as before, after_amount as after
       from configuration_simulation_results
      where run_id = ? and error_code is null and after_amount <> before_amount
      order by abs(after_amount - before_amount) desc, key limit ?`,
    [runId, LARGEST]
  )
  return rows.map((row) => ({ ...row, before: String(row.before), after: String(row.after) }))
}

function errorsOf(tx: Tx, runId: bigint): Promise<ReportError[]> {
  return query<ReportError>(
    tx,
    `select error_code as code, count(*)::int as count, min(error_text) as sample
       from configuration_simulation_results where run_id = ? and error_code is not null
      group by error_code order by count desc, error_code`,
    [runId]
  )
}
