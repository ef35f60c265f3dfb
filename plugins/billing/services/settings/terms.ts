import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../../errors.ts'

interface Term {
  readonly from_on: CivilDate
  readonly until_on: CivilDate | null
  readonly ended_on: CivilDate | null
}

/** @throws E_BILLING_TERM */
export function requireTerm(from: CivilDate, until: CivilDate | undefined): void {
  if (until === undefined || until >= from) return
  throw errors.E_BILLING_TERM({ from: formatDate(from), until: formatDate(until) })
}

/** Whether something may end on a day: not before the eve of its first, nor after its term. @throws E_BILLING_ENDED, …_END_DATE */
function requireEnd(id: bigint, term: Term, on: CivilDate): void {
  if (term.ended_on) throw errors.E_BILLING_ENDED({ id, on: formatDate(term.ended_on) })
  const first = addDays(term.from_on, -1)
  if (on >= first && (term.until_on === null || on <= term.until_on)) return
  throw errors.E_BILLING_END_DATE({
    ...{ on: formatDate(on), from: formatDate(first) },
    until: term.until_on ? formatDate(term.until_on) : 'qualquer dia',
  })
}

/** Whose terms, and on which day. */
export interface TermsQuery {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
  readonly on: CivilDate
}

/** What runs at some premises on a day, its first and its last included. */
export const runningOn = ({ municipalityId, premiseIds, on }: TermsQuery) => ({
  sql: `municipality_id = ? and premise_id = any(?::bigint[]) and from_on <= ? and coalesce(least(ended_on, until_on), ?) >= ?`,
  bindings: [municipalityId, premiseIds, on, on, on],
})

export interface Ending {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly on: CivilDate
  readonly by: string
}

interface Ended<C extends string> {
  readonly table: 'billing_exemptions' | 'billing_contracts' | 'billing_separate_wastes'
  /** Text that is told of it. */
  readonly column: C
  readonly unknown: (about: { readonly id: bigint }) => Error
}

export type EndedRow<C extends string> = Term & {
  readonly id: bigint
  readonly premise_id: bigint
} & Readonly<Record<C, string>>

/** Ends what has a term, on its last day; what is not there is told by `unknown`. @throws E_BILLING_ENDED, E_BILLING_END_DATE */
export async function endTerm<C extends string>(
  tx: Tx,
  { table, column, unknown }: Ended<C>,
  { municipalityId, id, on, by }: Ending
): Promise<EndedRow<C>> {
  const [row] = await query<EndedRow<C>>(
    tx,
    `select id, premise_id, ${column}, from_on, until_on, ended_on from ${table}
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!row) throw unknown({ id })
  requireEnd(id, row, on)
  await query(tx, `update ${table} set ended_on = ?, ended_by = ? where id = ?`, [on, by, id])
  return row
}

const OVERLAP = '23P01'

/** Whether a write was refused because the same stands already on some day. */
export const isOverlap = (error: unknown): boolean => (error as { code?: string }).code === OVERLAP
