import type { Participant } from '#core/actions/index'
import type { TakeOverEntities } from '#plugins/registry/api'
import { history } from '../take_over/history.ts'
import { stops } from '../take_over/stops.ts'

/** The readings and the routes of the system before. */
export const takeOverReadings: Participant<TakeOverEntities> = {
  point: 'registry.take_over_entities',
  async run(_, entities) {
    entities.add(history)
    entities.add(stops)
    return []
  },
}
