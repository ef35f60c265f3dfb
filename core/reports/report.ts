import type { CivilDate } from '#core/calendar/index'
import type { SqlValue } from '#core/database/index'
import type { RecordField } from '#core/records/index'

/** What is worked out of a column under the table and per group. */
export type Total = 'sum' | 'count' | 'average' | 'min' | 'max'

/** A column of a report: shown as the field of a record would be. */
export interface ReportColumn extends RecordField {
  /** Added up under the table and per group; for whole numbers, money, volumes and decimals. */
  readonly isTotal?: boolean
  /** As `isTotal`, worked out in another way. */
  readonly total?: Total
  /** Permission that shows it when it is personal; that of the report unless said. */
  readonly personal?: string
}

export interface FilterContext {
  /** Today in the municipality. */
  readonly today: CivilDate
}

/** What a person chooses before a report runs; its name stands in the SQL as `:name`. */
export interface ReportFilter extends RecordField {
  /** What stands there until the person chooses otherwise, as a form would send it. */
  readonly initial?: (context: FilterContext) => string
}

export interface ReportChart {
  readonly title: string
  /** Column whose values stand along the axis. */
  readonly category: string
  /** Column whose total is drawn for each of them; `count`: how many rows, unless there is a column of that name. */
  readonly value: string
  /** Bars unless said. */
  readonly kind?: 'bar' | 'line' | 'pie'
}

/**
 * A declared report: filters, columns and one SQL statement. Paging, order, groups, totals, chart, CSV, XLSX, PDF, REST and
 * sending by e-mail come from the declaration.
 */
export interface Report {
  readonly name: `${string}.${string}`
  readonly title: string
  /** What it answers, in one sentence that the person who needs it would say. */
  readonly help: string
  readonly permission: string
  /** Permissions that the reader needs besides. */
  readonly permissions?: readonly string[]
  /** Permission that shows the columns of personal data; the plugin's own `personal_data` unless said. */
  readonly personal?: string
  /** Heading of the list of reports under which it stands. */
  readonly section: string
  readonly filters: readonly ReportFilter[]
  readonly columns: readonly ReportColumn[]
  readonly sort: { readonly column: string; readonly direction: 'asc' | 'desc' }
  /** Columns by which the rows may be gathered; the first one is offered first. */
  readonly groups?: readonly string[]
  /** Up to three columns under which the rows always stand, each group with its head and its totals. */
  readonly levels?: readonly string[]
  readonly chart?: ReportChart
  /** Of its PDF; lying unless said. */
  readonly orientation?: 'portrait' | 'landscape'
  /** Values that the SQL names besides its filters. */
  readonly bound?: Readonly<Record<string, SqlValue>>
  /** Columns of the SQL that put others in order, as the name of what a reference points to. */
  readonly orders?: Readonly<Record<string, string>>
  /** Of what versions of configuration it tells, by which filter: their pages lead to it. Keys are those of the items. */
  readonly ofVersion?: {
    readonly filter: string
    concerns(item: { readonly kind: string; readonly key: string }): boolean
  }
  /** Record type that a row is of: the SQL gives its `record_id`. */
  readonly record?: string
  /**
   * Gives the columns by their names. `:municipality` is always bound, and so is each filter by its name (null when it was
   * left empty): `(:group::bigint is null or g.id = :group::bigint)`.
   */
  readonly sql: string
}
