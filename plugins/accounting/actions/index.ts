import type { Action } from '#core/actions/index'
import { putAccountAction, removeAccountAction } from './chart.ts'
import { approveEntryAction, refuseEntryAction, writeEntryAction } from './entries.ts'
import { explainFindingAction, reviewMonthAction } from './review.ts'
import { explainAction } from './explanations.ts'
import {
  acceptLoanMonthAction,
  importLoanMonthAction,
  postLoanMonthAction,
  registerLoanAction,
} from './loans.ts'
import { acceptInformedAction, informAmountAction, refuseInformedAction } from './informed.ts'
import { askReopeningAction, keepClosedAction, reopenAction } from './periods.ts'
import {
  approveTaxesAction,
  assessTaxesAction,
  postTaxesAction,
  refuseTaxesAction,
} from './taxes.ts'
import { postWaitingAction } from './post_waiting.ts'
import {
  acceptProvisionAction,
  computeProvisionAction,
  discardProvisionAction,
} from './provisions.ts'

export default [
  postWaitingAction,
  ...[askReopeningAction, reopenAction, keepClosedAction],
  ...[writeEntryAction, approveEntryAction, refuseEntryAction],
  ...[assessTaxesAction, approveTaxesAction, refuseTaxesAction, postTaxesAction],
  ...[registerLoanAction, importLoanMonthAction, acceptLoanMonthAction, postLoanMonthAction],
  ...[informAmountAction, acceptInformedAction, refuseInformedAction],
  ...[computeProvisionAction, acceptProvisionAction, discardProvisionAction],
  ...[explainFindingAction, reviewMonthAction],
  ...[explainAction, putAccountAction, removeAccountAction],
] as readonly Action[]
