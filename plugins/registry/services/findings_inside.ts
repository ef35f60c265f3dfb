import type { Actor } from '#core/actions/index'
import { andSubjectInside } from '#core/records/index'

/** Keeps statements over findings to records within the localities of the person, if they are limited to some. */
export const findingsInside = (actor: Actor) =>
  andSubjectInside({ type: 'record_type', id: 'record_id' }, actor)
