import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { OUTCOMES, wordsOf } from '../records/options.ts'
import { phaseOf } from './papers.ts'

export interface ReviewLine {
  readonly id: bigint
  readonly number: string
  readonly reference: RefMonth
  readonly requested_on: CivilDate
  readonly due_on: CivilDate
  readonly outcome: string | null
  readonly isOpen: boolean
  readonly phase: { readonly label: string; readonly tone: string }
}

const SHOWN = 4

/** The newest reviews of a premise, or of one of its months, with their phase in words. */
export async function reviewsOf(
  tx: Tx,
  municipalityId: bigint,
  { premiseId, reference }: { readonly premiseId: bigint; readonly reference?: RefMonth }
): Promise<ReviewLine[]> {
  const bindings: SqlValue[] = [municipalityId, premiseId, reference ?? null, reference ?? null]
  const rows = await query<
    Omit<ReviewLine, 'isOpen' | 'phase'> & { status: string; closed_on: CivilDate | null }
  >(
    tx,
    `select id, number, reference, requested_on, due_on, outcome, status, closed_on from reviews_reviews
      where municipality_id = ? and premise_id = ? and (?::text is null or reference = ?)
      order by requested_on desc, id desc limit ${SHOWN}`,
    bindings
  )
  return Promise.all(
    rows.map(async ({ status, closed_on: closedOn, ...row }) => ({
      ...row,
      outcome: row.outcome && wordsOf(OUTCOMES, row.outcome),
      isOpen: closedOn === null,
      phase: await phaseOf(municipalityId, status),
    }))
  )
}
