import type { Action } from '#core/actions/index'
import {
  cancelInvoiceAction,
  changeConsumptionAction,
  changeDueDateAction,
  changeReadingAction,
  changeServicesAction,
  discountLeakAction,
  recalculateInvoiceAction,
} from './corrections.ts'
import { awaitBankAction, holdInvoiceAction, releaseInvoiceAction } from './holds.ts'
import { printInvoiceAction } from './print_invoice.ts'

export default [
  printInvoiceAction,
  cancelInvoiceAction,
  changeDueDateAction,
  changeReadingAction,
  changeConsumptionAction,
  recalculateInvoiceAction,
  discountLeakAction,
  changeServicesAction,
  awaitBankAction,
  holdInvoiceAction,
  releaseInvoiceAction,
] as readonly Action[]
