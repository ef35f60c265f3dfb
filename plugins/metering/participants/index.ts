import type { Participant } from '#core/actions/index'
import type { TakeOverEntities } from '#plugins/registry/api'
import { meters } from '../take_over/meters.ts'

/** The meters of the system before. */
const takeOverMeters: Participant<TakeOverEntities> = {
  point: 'registry.take_over_entities',
  async run(_, entities) {
    entities.add(meters)
    return []
  },
}

export default [takeOverMeters] as readonly Participant[]
