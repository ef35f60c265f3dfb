import type { Action } from '#core/actions/index'
import {
  closeCaseAction,
  decideAction,
  keepDocumentAction,
  openCaseAction,
  reopenCaseAction,
} from './cases.ts'
import { changeSegmentAction, handOverAction, releaseAction, takeOnAction } from './portfolio.ts'
import { convertProspectAction, loseProspectAction } from './prospects.ts'
import {
  cancelVisitAction,
  closeVisitAction,
  rescheduleVisitAction,
  scheduleVisitAction,
} from './visits.ts'

export default [
  takeOnAction,
  handOverAction,
  changeSegmentAction,
  releaseAction,
  openCaseAction,
  keepDocumentAction,
  decideAction,
  closeCaseAction,
  reopenCaseAction,
  convertProspectAction,
  loseProspectAction,
  scheduleVisitAction,
  rescheduleVisitAction,
  cancelVisitAction,
  closeVisitAction,
] as readonly Action[]
