import type { Participant } from '#core/actions/index'
import type { TakeOverEntities } from '#plugins/registry/api'
import { notices } from '../take_over/notices.ts'

/** Notices of the system before that still hold. */
export const takeOverNotices: Participant<TakeOverEntities> = {
  point: 'registry.take_over_entities',
  async run(_, entities) {
    entities.add(notices)
    return []
  },
}
