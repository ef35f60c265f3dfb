import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ConnectionSituation, SewageClass } from '../domain/premise_facts.ts'
import { changeSituation } from './change_situation.ts'
import { createConnection } from './create_connection.ts'

export interface ConnectingPremise {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly service: 'water' | 'sewage'
  readonly on: CivilDate
  readonly reason: string
  readonly by: string
}

/**
 * Makes an active connection of a unit that a network passes, or of one that was suppressed; who did it and why stands in its
 * situations. New sewage is of the class that most connections of the locality have. @returns false: it was active already
 */
export async function connectPremise(
  tx: Tx,
  { municipalityId, premiseId, service, on, reason, by }: ConnectingPremise
): Promise<boolean> {
  const [there] = await query<{ id: bigint; situation: ConnectionSituation }>(
    tx,
    'select id, situation from registry_connections where municipality_id = ? and premise_id = ? and service = ?',
    [municipalityId, premiseId, service]
  )
  if (there?.situation === 'active') return false
  if (there) {
    const change = { municipalityId, connectionId: there.id, reason, by }
    await changeSituation(tx, { ...change, situation: 'active', from: on })
    return true
  }
  const sewageClass = service === 'sewage' ? await usualClass(tx, premiseId) : 'none'
  const { id } = await createConnection(tx, municipalityId, {
    ...{ premiseId, service, sewageClass, connectedOn: on },
  })
  await query(
    tx,
    `update registry_connection_situations set reason = ?, changed_by = ?
      where municipality_id = ? and connection_id = ? and until_on is null`,
    [reason, by, municipalityId, id]
  )
  return true
}

async function usualClass(tx: Tx, premiseId: bigint): Promise<SewageClass> {
  const [usual] = await query<{ sewage_class: SewageClass }>(
    tx,
    `select c.sewage_class from registry_premises p
       join registry_premises n on n.municipality_id = p.municipality_id and n.locality_id = p.locality_id
       join registry_connections c on c.premise_id = n.id and c.service = 'sewage' and c.situation = 'active'
      where p.id = ? group by 1 order by count(*) desc, 1 limit 1`,
    [premiseId]
  )
  return usual?.sewage_class ?? 'collected'
}
