import type { Action } from '#core/actions/index'
import {
  delegateAction,
  delegateForAction,
  endAnyDelegationAction,
  endDelegationAction,
} from './delegation/delegation_actions.ts'
import { resetFactorAction } from './second_factor/reset_factor.ts'
import {
  issueTokenAction,
  revokeAnyTokenAction,
  revokeTokenAction,
} from './tokens/token_actions.ts'

/** Operations over keys, delegations and second factors. */
export const accessGrantActions: readonly Action[] = [
  issueTokenAction,
  revokeTokenAction,
  revokeAnyTokenAction,
  delegateAction,
  delegateForAction,
  endDelegationAction,
  endAnyDelegationAction,
  resetFactorAction,
]
