import type { Participant } from '#core/actions/index'
import type { TakeOverEntities } from '#plugins/registry/api'
import { enrolments } from '../take_over/enrolments.ts'
import { remittanceSequences } from '../take_over/sequences.ts'

/** Options of the system before, and where its remittances stopped. */
export const takeOverDebits: Participant<TakeOverEntities> = {
  point: 'registry.take_over_entities',
  async run(_, entities) {
    entities.add(enrolments)
    entities.add(remittanceSequences)
    return []
  },
}
