import type { Action } from '#core/actions/index'
import {
  cancelInvoiceAction,
  changeConsumptionAction,
  changeDueDateAction,
  changeReadingAction,
  changeServicesAction,
  repriceServicesAction,
  discountLeakAction,
  recalculateInvoiceAction,
} from './corrections.ts'
import { awaitBankAction, holdInvoiceAction, releaseInvoiceAction } from './holds.ts'
import { endContractAction, signContractAction } from './contracts.ts'
import { confirmDeliveriesAction } from './deliveries.ts'
import { endExemptionAction, grantExemptionAction } from './exemptions.ts'
import { cancelFinalAccountAction, issueFinalAccountAction } from './final_account.ts'
import { generateScheduleAction } from './generate_schedule.ts'
import { cancelChargeAction, redateChargeAction, redateGroupAction } from './change_apart.ts'
import { chargeCustomerAction, groupInvoicesAction } from './issue_apart.ts'
import { closeGroupMonthAction, reopenGroupMonthAction } from './group_months.ts'
import { printInvoiceAction } from './print_invoice.ts'
import { printSlipAction } from './print_slip.ts'
import { adjustSiteBillAction, receiveSiteBillsAction } from './site_bills.ts'
import { issueSingleAction } from './single_invoice.ts'
import {
  analyseRectificationsAction,
  concludeCycleAction,
  concludeFindingAction,
} from './rectifications.ts'
import { endSeparateWasteAction, separateWasteAction } from './separate_waste.ts'
import {
  cancelBookletAction,
  issueBookletAction,
  printBookletAction,
  reissueBookletAction,
} from './waste_booklets.ts'
import { cancelServiceAction, chargeServiceAction } from './services.ts'

export default [
  printInvoiceAction,
  cancelInvoiceAction,
  changeDueDateAction,
  changeReadingAction,
  changeConsumptionAction,
  recalculateInvoiceAction,
  discountLeakAction,
  changeServicesAction,
  repriceServicesAction,
  awaitBankAction,
  holdInvoiceAction,
  releaseInvoiceAction,
  generateScheduleAction,
  confirmDeliveriesAction,
  closeGroupMonthAction,
  reopenGroupMonthAction,
  analyseRectificationsAction,
  concludeFindingAction,
  concludeCycleAction,
  grantExemptionAction,
  endExemptionAction,
  signContractAction,
  endContractAction,
  separateWasteAction,
  endSeparateWasteAction,
  chargeServiceAction,
  cancelServiceAction,
  chargeCustomerAction,
  groupInvoicesAction,
  redateChargeAction,
  cancelChargeAction,
  redateGroupAction,
  issueSingleAction,
  receiveSiteBillsAction,
  adjustSiteBillAction,
  issueFinalAccountAction,
  cancelFinalAccountAction,
  issueBookletAction,
  reissueBookletAction,
  cancelBookletAction,
  printBookletAction,
  printSlipAction,
] as readonly Action[]
