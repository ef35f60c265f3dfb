import type { Participant } from '#core/actions/index'
import type { TakeOverEntities } from '#plugins/registry/api'
import { returnSequences } from '../take_over/sequences.ts'

/** Where the files of the banks stopped in the system before. */
export const takeOverSequences: Participant<TakeOverEntities> = {
  point: 'registry.take_over_entities',
  async run(_, entities) {
    entities.add(returnSequences)
    return []
  },
}
