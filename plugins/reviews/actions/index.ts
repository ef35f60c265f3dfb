import type { Action } from '#core/actions/index'
import { adoptAction, transitionAction } from '#core/records/index'
import { reviews } from '../records/reviews.ts'
import { correctReviewedAction } from './correct.ts'
import { openReviewAction } from './open.ts'
import { printFormAction, printReportAction } from './print.ts'
import { writeReportAction } from './report.ts'
import { sendResultAction } from './send.ts'
import {
  cancelVisitAction,
  closeVisitAction,
  recordVisitAction,
  rescheduleVisitAction,
  scheduleVisitAction,
} from './visits.ts'

export default [
  openReviewAction,
  transitionAction(reviews, 'reviews.move'),
  adoptAction(reviews, 'reviews.configure'),
  writeReportAction,
  correctReviewedAction,
  printFormAction,
  printReportAction,
  sendResultAction,
  scheduleVisitAction,
  rescheduleVisitAction,
  cancelVisitAction,
  recordVisitAction,
  closeVisitAction,
] as readonly Action[]
