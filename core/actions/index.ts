export type {
  Action,
  ActionContext,
  ActionSubject,
  Actor,
  Authority,
  Delegator,
  DeliveredEvent,
  EventDescription,
  Listener,
  Origin,
  Participant,
  ParticipantContext,
  PresentedField,
  PresentedRequest,
  ServiceRecord,
} from './types.ts'
export {
  type AuthorityLimits,
  OverAuthority,
  amountText,
  authorityParameter,
  limitsOf,
} from './authority.ts'
export { knownEvents } from './events.ts'
export { deliverEvents } from './deliver.ts'
export { ParticipantRefusal, errors as actionErrors } from './errors.ts'
export { civilDay, referenceMonth, rowId } from './inputs.ts'
export { fieldMessages } from './messages.ts'
export { type OutboxEvent, writeEvents } from './outbox.ts'
export { participate } from './participate.ts'
export {
  type ActionOutcome,
  type ActionRequest,
  findAction,
  performAction,
  prepareAction,
  previewAction,
  runPrepared,
  runAction,
} from './run_action.ts'
export { authorityPage } from './view/authority_page.ts'
