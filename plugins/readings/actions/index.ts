import type { Action } from '#core/actions/index'
import { importAutomaticAction, receiveAutomaticAction } from './automatic.ts'
import { assignRouteAction } from './assign_route.ts'
import { recordFindingAction, rejectFindingAction } from './findings.ts'
import { confirmAction } from './confirm.ts'
import { distributeLoadAction } from './distribute_load.ts'
import { closeFieldAction } from './close_field.ts'
import { downloadLoadAction, receivePieceAction } from './field.ts'
import { refreshItemAction } from './refresh_item.ts'
import { acceptAction, askReviewAction, averageAction } from './review.ts'
import {
  generateRoutesAction,
  moveStopAction,
  placePremiseAction,
  removeStopAction,
  sequenceRouteAction,
} from './route_stops.ts'
import { sendMessageAction } from './send_message.ts'
import { printSheetAction, typeSheetAction } from './sheet.ts'
import {
  correctSourceReadingAction,
  endSourceAction,
  recordSourceReadingAction,
  registerSourceAction,
} from './sources.ts'

export default [
  placePremiseAction,
  moveStopAction,
  removeStopAction,
  sequenceRouteAction,
  generateRoutesAction,
  distributeLoadAction,
  assignRouteAction,
  downloadLoadAction,
  receivePieceAction,
  receiveAutomaticAction,
  importAutomaticAction,
  sendMessageAction,
  printSheetAction,
  typeSheetAction,
  refreshItemAction,
  closeFieldAction,
  confirmAction,
  acceptAction,
  averageAction,
  askReviewAction,
  registerSourceAction,
  endSourceAction,
  recordSourceReadingAction,
  correctSourceReadingAction,
  recordFindingAction,
  rejectFindingAction,
] as readonly Action[]
