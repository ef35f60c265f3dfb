import type { Action } from '#core/actions/index'
import { dutyActions } from './duties/actions.ts'
import { profileActions } from './profiles/actions.ts'
import { requestActions } from './requests/actions.ts'
import { reviewActions } from './reviews/actions.ts'
import { territoryActions } from './territory/actions.ts'
import { userActions } from './users/actions.ts'
import { leavingActions } from './users/leaving.ts'
import { userStateActions } from './users/state_actions.ts'

/** Everything that people do about access, each authorised, validated and in the trail. */
export const accessActions: readonly Action[] = [
  ...userActions,
  ...userStateActions,
  ...leavingActions,
  ...profileActions,
  ...requestActions,
  ...dutyActions,
  ...territoryActions,
  ...reviewActions,
]
