import db from '@adonisjs/lucid/services/db'
import { readThrough } from '#core/archive/index'
import { parameterWithin } from '#core/configuration/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { PAGE_SECONDS } from '../parameters.ts'
import type { Report } from '../report.ts'
import { type Bound, bindNamed } from './bind.ts'
import { totalSql, totalsSql } from './totals.ts'

export type ReportRow = Readonly<Record<string, unknown>>
export type Values = Readonly<Record<string, SqlValue>>

export interface Sort {
  readonly column: string
  readonly direction: 'asc' | 'desc'
}

/** One group's rows alone: the column and its value as text, null for rows without one. */
export interface Slice {
  readonly column: string
  readonly value: string | null
}

export interface Asked {
  readonly values: Values
  readonly sort: Sort
  readonly slice: Slice | null
  /** What keeps the rows to where the person works. */
  readonly territory: Bound | null
  /** Set inside a run: everything is read in its transaction. */
  readonly within?: Tx
}

export interface ReportPage {
  readonly rows: readonly ReportRow[]
  readonly count: number
  readonly totals: ReportRow
}

const CANCELLED = '57014'

/** The report's own statement, narrowed to the person's localities and to one group when asked, as a part that a larger one selects from. */
function source(report: Report, { values, slice, territory }: Asked): Bound {
  const { sql, bindings } = bindNamed(report.sql, values)
  const parts: Bound[] = territory ? [territory] : []
  if (slice) {
    const sliced = `${slice.column}::text is not distinct from ?`
    parts.push({ sql: sliced, bindings: [slice.value] })
  }
  const narrowed = parts.length ? ` where ${parts.map((part) => part.sql).join(' and ')}` : ''
  return {
    sql: `with source as (${sql}), report as (select * from source${narrowed})`,
    bindings: [...bindings, ...parts.flatMap((part) => part.bindings)],
  }
}

/** What puts a column in order: the name of what it points to, where the report gives it. */
const orderedBy = ({ orders = {} }: Report, column: string) => orders[column] ?? column

/** Levels first; rows that are equal in the chosen column keep one order, so that no page repeats or leaves out any. */
export function orderOf(report: Report, { column, direction }: Sort): string {
  const { levels = [], columns, record } = report
  const turned = (name: string, way: string) =>
    [...new Set([orderedBy(report, name), name])].map((one) => `${one} ${way} nulls last`)
  const above = levels.flatMap((name) => turned(name, name === column ? direction : 'asc'))
  const own = levels.includes(column) ? [] : turned(column, direction)
  const rest = columns.map(({ name }) => name).filter((name) => name !== column)
  return [...above, ...own, ...(record ? ['record_id'] : rest)].join(', ')
}

/** Within a time limit, and on a snapshot of its own: rows and totals of a page belong together. */
export async function readInTime<T>(
  work: (tx: Tx) => Promise<T>,
  { title, within, municipalityId, patience: given }: Reading
): Promise<T> {
  const tx = within ?? (await db.transaction({ isolationLevel: 'repeatable read' }))
  let patience = given ?? 0
  try {
    if (!within) {
      await query(tx, 'set transaction read only')
      patience ||= 1000 * (await parameterWithin<number>(tx, { key: PAGE_SECONDS, municipalityId }))
      await query(tx, `set local statement_timeout = ${patience}`)
    }
    return await readThrough(tx, () => work(tx))
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED)
      throw errors.E_REPORTS_SLOW({ title, seconds: patience / 1000 }, { cause: error })
    throw error
  } finally {
    if (!within) await tx.rollback()
  }
}

interface Reading {
  readonly title: string
  readonly within: Tx | undefined
  readonly municipalityId: bigint
  /** Milliseconds; as the parameter says, when not given: a longer answer belongs to a file made in the background. */
  readonly patience?: number
}

const readingOf = ({ title }: Report, { within, values }: Asked): Reading => ({
  ...{ title, within },
  municipalityId: values.municipality as bigint,
})

interface Wanted {
  readonly page: number
  readonly size: number
  /** Milliseconds, when people wait less than for a page. */
  readonly patience?: number
}

/** One page of a report with the number of its rows and the totals of all of them. @throws BusinessError E_REPORTS_SLOW */
export async function reportPage(
  report: Report,
  asked: Asked,
  { page, size, patience }: Wanted
): Promise<ReportPage> {
  const { sql, bindings } = source(report, asked)
  return readInTime(
    async (tx) => {
      const rows = await query<ReportRow>(
        tx,
        `${sql} select * from report order by ${orderOf(report, asked.sort)} limit ${size} offset ${(page - 1) * size}`,
        bindings
      )
      const [totals] = await query<ReportRow & { row_count: bigint }>(
        tx,
        `${sql} select count(*) as row_count${totalsSql(report)} from report`,
        bindings
      )
      const { row_count: count, ...rest } = totals!
      return { rows, count: Number(count), totals: rest }
    },
    { ...readingOf(report, asked), ...(patience ? { patience } : {}) }
  )
}

/** The first rows alone, for who is composing a report and waits only a moment. @throws BusinessError E_REPORTS_SLOW */
export async function firstRows(report: Report, asked: Asked, limit: number, patience: number) {
  const { sql, bindings } = source(report, asked)
  return readInTime(
    (tx) =>
      query<ReportRow>(
        tx,
        `${sql} select * from report order by ${orderOf(report, asked.sort)} limit ${limit}`,
        bindings
      ),
    { ...readingOf(report, asked), patience }
  )
}

export interface LevelPage extends ReportPage {
  /** Whether a row stands before and after those of the page, by which heads and totals are placed. */
  readonly before: ReportRow | null
  readonly after: ReportRow | null
  /** Totals of the groups that the page touches: `depth` levels of them are named. */
  readonly groups: readonly LevelGroup[]
}

export type LevelGroup = ReportRow & { readonly depth: number; readonly row_count: bigint }

/** One page of a report that stands under levels, with the totals of every group that it touches. */
export async function levelPage(
  report: Report,
  asked: Asked,
  { page, size }: Wanted
): Promise<LevelPage> {
  const { sql, bindings } = source(report, asked)
  const order = orderOf(report, asked.sort)
  const first = (page - 1) * size
  const lead = first > 0 ? 1 : 0
  return readInTime(
    async (tx) => {
      const found = await query<ReportRow>(
        tx,
        `${sql} select * from report order by ${order} limit ${size + lead + 1} offset ${first - lead}`,
        bindings
      )
      const groups = await query<LevelGroup>(
        tx,
        `${sql}, page as (select * from report order by ${order} limit ${size} offset ${first}),
       sums as (${rolledUp(report)})
       select * from sums where depth = 0 or exists (select from page where ${touched(report)})`,
        bindings
      )
      const whole = groups.find(({ depth }) => depth === 0)!
      return {
        rows: found.slice(lead, lead + size),
        before: lead ? (found[0] ?? null) : null,
        after: found[lead + size] ?? null,
        count: Number(whole.row_count),
        totals: whole,
        groups,
      }
    },
    readingOf(report, asked)
  )
}

/** The totals of every group of every level, for who prints them all. */
export async function levelGroups(report: Report, asked: Asked): Promise<LevelGroup[]> {
  const { sql, bindings } = source(report, asked)
  return readInTime(
    (tx) => query<LevelGroup>(tx, `${sql} ${rolledUp(report)}`, bindings),
    readingOf(report, asked)
  )
}

/** `grouping` has a bit for each level that is not named, the last level being the lowest bit. */
function rolledUp(report: Report): string {
  const levels = report.levels!
  const depth = levels.map((_, index) => `when ${2 ** index - 1} then ${levels.length - index}`)
  return `select ${levels.join(', ')}, case grouping(${levels.join(', ')}) ${depth.join(' ')} else 0 end as depth,
                 count(*) as row_count${totalsSql(report)}
            from report group by rollup (${levels.join(', ')})`
}

const touched = ({ levels = [] }: Report): string =>
  levels
    .map((name, index) => `(depth <= ${index} or page.${name} is not distinct from sums.${name})`)
    .join(' and ')

/** The rows gathered by one column: how many and how much in each group. */
export async function reportGroups(
  report: Report,
  asked: Asked,
  column: string,
  limit = 1000
): Promise<{ rows: ReportRow[]; totals: ReportRow }> {
  const { sql, bindings } = source(report, asked)
  const order = orderedBy(report, column)
  const by = [...new Set([order, column])].join(', ')
  return readInTime(
    async (tx) => {
      const rows = await query<ReportRow>(
        tx,
        `${sql} select ${column}, count(*) as row_count${totalsSql(report)} from report
        group by ${by} order by ${order} nulls last, ${column} nulls last limit ${limit}`,
        bindings
      )
      const [totals] = await query<ReportRow>(
        tx,
        `${sql} select count(*) as row_count${totalsSql(report)} from report`,
        bindings
      )
      return { rows, totals: totals! }
    },
    readingOf(report, asked)
  )
}

/** Rows of the chart by this name when nothing else is drawn. */
export const ROW_COUNT = 'row_count'

/** The figures of the report's chart: the largest categories, or on a line the last ones, when there are more than fit. */
export async function chartRows(report: Report, asked: Asked, limit = 24): Promise<ReportRow[]> {
  const { category, value, kind } = report.chart!
  const { sql, bindings } = source(report, asked)
  const column = report.columns.find(({ name }) => name === value)
  const [figure, name] = column ? [totalSql(column), value] : ['count(*)', ROW_COUNT]
  const order = orderedBy(report, category)
  const by = [...new Set([order, category])].join(', ')
  return readInTime(
    (tx) =>
      query<ReportRow>(
        tx,
        `${sql}, gathered as (
           select ${by}, ${figure} as ${name} from report group by ${by}
           order by ${kind === 'line' ? order : figure} desc nulls last limit ${limit})
         select * from gathered order by ${order} nulls last, ${category} nulls last`,
        bindings
      ),
    readingOf(report, asked)
  )
}

const BATCH = 2000

/** Every row in the asked order, by a cursor: memory does not grow with the report. */
export async function* allRows(tx: Tx, report: Report, asked: Asked): AsyncGenerator<ReportRow[]> {
  const { sql, bindings } = source(report, asked)
  await query(
    tx,
    `declare report_rows no scroll cursor for ${sql} select * from report order by ${orderOf(report, asked.sort)}`,
    bindings
  )
  for (;;) {
    const rows = await query<ReportRow>(tx, `fetch ${BATCH} from report_rows`)
    if (!rows.length) break
    yield rows
  }
  await query(tx, 'close report_rows')
}
