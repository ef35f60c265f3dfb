import { type RefMonth } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { HistoryMonth } from '../domain/frozen_facts.ts'
import { historyOf, pastReadings } from './past_readings.ts'

/** The last twelve months before a month of some premises, the newest first; what the critique holds does not count. */
export async function consumptionHistory(
  tx: Tx,
  municipalityId: bigint,
  premiseIds: readonly bigint[],
  before: RefMonth
): Promise<ReadonlyMap<bigint, HistoryMonth[]>> {
  const past = await pastReadings(tx, municipalityId, premiseIds, before)
  return new Map([...past].map(([id, months]) => [id, historyOf(months)]))
}
