import { type ParticipantContext, participate } from '#core/actions/index'
import type { RemovalContext } from './removals.ts'

/** What a participant removes with: what it asks in turn is asked in the same transaction, by the same person. */
export const removalContext = (context: ParticipantContext): RemovalContext => ({
  ...context,
  participate: (point, payload) => participate(point, payload, context),
})
