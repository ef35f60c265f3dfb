import { writeEvents } from '#core/actions/index'
import { type CivilDate, addDays, maxDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ConnectionSituation } from '../domain/premise_facts.ts'
import { changeSituation } from './change_situation.ts'
import { waterSince } from './water_since.ts'

export interface WaterChange {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly situation: ConnectionSituation
  readonly on: CivilDate
  readonly reason: string
  readonly by: string
}

/**
 * Changes the situation of the water of a premise and tells it, for the work of another plugin. A day has one situation: where it
 * already changed on that day (cut and reconnected), the new one begins on the next. @returns the former situation; null when
 * there is no water, or it already was so
 */
export async function setWaterSituation(
  tx: Tx,
  { premiseId, on, ...change }: WaterChange
): Promise<ConnectionSituation | null> {
  const { municipalityId, situation } = change
  const [water] = await query<{ id: bigint; situation: ConnectionSituation }>(
    tx,
    `select id, situation from registry_connections where municipality_id = ? and premise_id = ? and service = 'water'`,
    [municipalityId, premiseId]
  )
  if (!water || water.situation === situation) return null
  const since = await waterSince(tx, { municipalityId, premiseIds: [premiseId] })
  const from = maxDate(on, addDays(since.get(premiseId)!, 1))
  const { before } = await changeSituation(tx, { ...change, connectionId: water.id, from })
  await writeEvents(tx, municipalityId, [
    {
      event: 'registry.connection_situation_changed',
      payload: {
        ...{ connection_id: String(water.id), premise_id: String(premiseId) },
        ...{ situation, from_on: from },
      },
    },
  ])
  return before
}
