import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'

/** The part of a job's or action's context that settling needs. */
export interface SettlementContext {
  readonly municipalityId: bigint
  participate<P>(point: string, payload: P): Promise<Issue[]>
  /** Day in the books; today in the municipality's time zone when absent. */
  readonly postedOn?: CivilDate
}

/** One batch at a time per municipality: two processes would each take the other's second message for a new payment. */
export async function takeTurn(tx: Tx, municipalityId: bigint): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('receivables.advices', ?))`, [
    municipalityId,
  ])
}
