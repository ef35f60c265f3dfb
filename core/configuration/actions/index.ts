import type { Action } from '#core/actions/index'
import { approveAction, rejectAction, withdrawAction } from './decide.ts'
import {
  emergencyAction,
  ratifyAction,
  refuseEmergencyAction,
  withdrawApprovedAction,
} from './emergency.ts'
import { exportAction, importAction, revokeKeyAction, trustKeyAction } from '../bundles/actions.ts'
import { saveDraftAction } from './save_draft.ts'
import { submitAction } from './submit.ts'
import { keepOwnAction, mergeUpgradeAction } from './upgrade.ts'

/** Operations on configuration, each of them in the trail. */
export const configurationActions: readonly Action[] = [
  saveDraftAction,
  submitAction,
  approveAction,
  rejectAction,
  withdrawAction,
  emergencyAction,
  ratifyAction,
  refuseEmergencyAction,
  withdrawApprovedAction,
  mergeUpgradeAction,
  keepOwnAction,
  exportAction,
  importAction,
  trustKeyAction,
  revokeKeyAction,
]
