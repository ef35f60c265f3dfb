import db from '@adonisjs/lucid/services/db'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import type { Report, ReportColumn } from '../report.ts'
import { type Bound, bindNamed } from './bind.ts'

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
}

export interface ReportPage {
  readonly rows: readonly ReportRow[]
  readonly count: number
  readonly totals: ReportRow
}

/** People wait this long for a page; a longer answer belongs to a file made in the background. */
const PATIENCE_MS = 30_000
const CANCELLED = '57014'

export const totalColumns = ({ columns }: Report): ReportColumn[] =>
  columns.filter(({ isTotal }) => isTotal)

/** The report's own statement, narrowed to one group when asked, as a part that a larger one selects from. */
function source(report: Report, { values, slice }: Pick<Asked, 'values' | 'slice'>): Bound {
  const { sql, bindings } = bindNamed(report.sql, values)
  const narrowed = slice ? ` where ${slice.column}::text is not distinct from ?` : ''
  return {
    sql: `with source as (${sql}), report as (select * from source${narrowed})`,
    bindings: slice ? [...bindings, slice.value] : bindings,
  }
}

/** Rows that are equal in the chosen column keep one order, so that no page repeats or leaves out any. */
function orderOf({ columns }: Report, { column, direction }: Sort): string {
  const rest = columns.map(({ name }) => name).filter((name) => name !== column)
  return [`${column} ${direction} nulls last`, ...rest].join(', ')
}

const sums = (report: Report) =>
  totalColumns(report)
    .map(({ name }) => `, sum(${name}) as ${name}`)
    .join('')

/** Within a time limit, and on a snapshot of its own: rows and totals of a page belong together. */
async function read<T>(work: (tx: Tx) => Promise<T>, title: string): Promise<T> {
  const tx = await db.transaction({ isolationLevel: 'repeatable read' })
  try {
    await query(tx, 'set transaction read only')
    await query(tx, `set local statement_timeout = ${PATIENCE_MS}`)
    return await work(tx)
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED)
      throw errors.E_REPORTS_SLOW({ title }, { cause: error })
    throw error
  } finally {
    await tx.rollback()
  }
}

/** One page of a report with the number of its rows and the totals of all of them. @throws BusinessError E_REPORTS_SLOW */
export async function reportPage(
  report: Report,
  asked: Asked,
  { page, size }: { readonly page: number; readonly size: number }
): Promise<ReportPage> {
  const { sql, bindings } = source(report, asked)
  return read(async (tx) => {
    const rows = await query<ReportRow>(
      tx,
      `${sql} select * from report order by ${orderOf(report, asked.sort)} limit ${size} offset ${(page - 1) * size}`,
      bindings
    )
    const [totals] = await query<ReportRow & { count: bigint }>(
      tx,
      `${sql} select count(*) as count${sums(report)} from report`,
      bindings
    )
    return { rows, count: Number(totals!.count), totals: totals! }
  }, report.title)
}

/** The rows gathered by one column: how many and how much in each group. */
export async function reportGroups(
  report: Report,
  asked: Asked,
  column: string,
  limit = 1000
): Promise<ReportRow[]> {
  const { sql, bindings } = source(report, asked)
  return read(
    (tx) =>
      query<ReportRow>(
        tx,
        `${sql} select ${column}, count(*) as count${sums(report)} from report
          group by ${column} order by ${column} nulls last limit ${limit}`,
        bindings
      ),
    report.title
  )
}

/** The figures of the report's chart: the largest categories when there are more than fit. */
export async function chartRows(report: Report, asked: Asked, limit = 24): Promise<ReportRow[]> {
  const { category, value } = report.chart!
  const { sql, bindings } = source(report, asked)
  return read(
    (tx) =>
      query<ReportRow>(
        tx,
        `${sql}, gathered as (
           select ${category}, sum(${value}) as ${value} from report group by ${category}
           order by sum(${value}) desc nulls last limit ${limit})
         select * from gathered order by ${category} nulls last`,
        bindings
      ),
    report.title
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
