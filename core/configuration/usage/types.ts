import type { CivilDate } from '#core/calendar/index'
import type { Reader } from '../query.ts'

/** A column of a list of results, as people read it. */
export interface ResultColumn {
  readonly name: string
  readonly title: string
  readonly format: 'text' | 'date' | 'refmonth' | 'money' | 'volume'
}

/**
 * Computed results that keep the pack they were computed with, as data: from it come how many results a version had a part
 * in, their list, and from one result the way back to its versions. An index on (pack, id) serves both.
 */
export interface ResultSource {
  readonly name: `${string}.${string}`
  readonly title: { readonly one: string; readonly many: string }
  /** Of who may see the results. */
  readonly permission: string
  /** The plugin's own table, with `id` and `municipality_id`. */
  readonly table: string
  /** Column with the pack's id. */
  readonly pack: string
  /** Fixed SQL condition on the table, where only some of its rows are results. */
  readonly where?: string
  readonly columns: readonly ResultColumn[]
  /** Page of one result; `{id}` or another of the columns stands for its value. */
  readonly path: string
}

/** A span of days whose results are final. */
export interface ClosedPeriod {
  /** `Faturamento do grupo 03, referência 10/2026`. */
  readonly title: string
  /** Last closed day. */
  readonly until: CivilDate
  readonly by: string | null
  readonly at: Date | null
  /** What whoever wants a change there does instead, one sentence. */
  readonly remedy: string
}

/** Says until which day what some items decide is closed: a version of theirs may not start there. */
export interface PeriodClosing {
  readonly name: `${string}.${string}`
  /** In Portuguese: `Meses faturados`. */
  readonly title: string
  concerns(item: { readonly kind: string; readonly key: string }): boolean
  /** The closed periods that hold a day or come after it, the latest first; a few are enough. */
  closedFrom(
    reader: Reader,
    span: { readonly municipalityId: bigint; readonly from: CivilDate }
  ): Promise<readonly ClosedPeriod[]>
}
