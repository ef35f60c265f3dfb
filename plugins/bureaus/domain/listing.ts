/** Where a listing stands, from the lot to the end. */
export type ListingState =
  | 'selected'
  | 'sent'
  | 'accepted'
  | 'in_notice'
  | 'published'
  | 'rejected'
  | 'removing'
  | 'excluded'
  | 'dropped'

export interface Answered {
  readonly operation: 'inclusion' | 'cancellation' | 'exclusion' | 'update'
  readonly fate: 'accepted' | 'published' | 'rejected' | 'ended' | 'informed'
  readonly state: ListingState
  /** Days of the bureau's own notice before it publishes; null: it tells when it does. */
  readonly noticeDays: number | null
}

/**
 * The state that an answer leads a listing to. A listing whose removal was asked for stays so whatever is answered to its
 * inclusion; a removal that was refused stays asked for: it is sent again or settled by a person.
 */
export function stateAfter({ operation, fate, state, noticeDays }: Answered): ListingState {
  if (fate === 'informed') return state
  if (fate === 'ended') return 'excluded'
  if (operation === 'cancellation' || operation === 'exclusion') {
    return fate === 'rejected' ? state : 'excluded'
  }
  if (operation === 'update' || state === 'removing' || state === 'excluded') return state
  if (fate === 'rejected') return 'rejected'
  if (fate === 'published') return 'published'
  if (state !== 'sent') return state
  if (noticeDays === null) return 'accepted'
  return noticeDays > 0 ? 'in_notice' : 'published'
}
