import type { CivilDate, RefMonth } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import type { Issue } from '#core/kernel/index'

/** Payload of the extension point `readings.facts_freezing`: once per chunk of a load, in its transaction. */
export interface FactsFreezing {
  /** The day of the load: what stands on it is frozen. */
  readonly on: CivilDate
  /** The month that is read. */
  readonly reference: RefMonth
  readonly premiseIds: readonly bigint[]
  /** A participant adds what it knows of a premise under its own name; premises with nothing are left out. */
  readonly joined: Map<bigint, Record<string, Json>>
}

export type Participate = <P>(point: string, payload: P) => Promise<Issue[]>

/** What other modules freeze of some premises, by premise. */
export async function joinedFacts(
  participate: Participate,
  asked: Omit<FactsFreezing, 'joined'>
): Promise<ReadonlyMap<bigint, Readonly<Record<string, Json>>>> {
  const freezing: FactsFreezing = { ...asked, joined: new Map() }
  await participate('readings.facts_freezing', freezing)
  return freezing.joined
}
