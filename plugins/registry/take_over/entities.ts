import { connectionsEntity, economiesEntity } from './connections.ts'
import { customersEntity } from './customers.ts'
import { leasesEntity } from './leases.ts'
import { holdersEntity, premisesEntity } from './premises.ts'
import type { TakeOverEntities, TakeOverEntity } from './types.ts'

const OWN = [
  customersEntity,
  premisesEntity,
  connectionsEntity,
  economiesEntity,
  holdersEntity,
  leasesEntity,
]

type Participate = (point: string, payload: TakeOverEntities) => Promise<unknown>

/** Every kind of file that can be taken over, in the order in which they are loaded. */
export async function takeOverEntities(
  participate: Participate
): Promise<readonly TakeOverEntity[]> {
  const entities: TakeOverEntity[] = [...OWN]
  await participate('registry.take_over_entities', { add: (entity) => void entities.push(entity) })
  return entities.sort((a, b) => a.order - b.order)
}
