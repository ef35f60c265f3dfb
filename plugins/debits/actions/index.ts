import type { Action } from '#core/actions/index'
import { endAction, enrolAction } from './enrolments.ts'
import { cancelDebitAction, resendAction } from './orders.ts'
import { linkRegistrationAction, refuseRegistrationAction } from './registrations.ts'
import { markSentAction } from './remittances.ts'

export default [
  enrolAction,
  endAction,
  linkRegistrationAction,
  refuseRegistrationAction,
  resendAction,
  cancelDebitAction,
  markSentAction,
] as readonly Action[]
