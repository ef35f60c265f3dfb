import type { Action } from '#core/actions/index'
import { recordDepositAction, settleManuallyAction } from './enter_money.ts'
import {
  cancelBoletoAction,
  moveBoletoAction,
  printBoletoAction,
  registerBoletosAction,
  remitBoletosAction,
} from './boletos.ts'
import { closeMonthAction } from './close_month.ts'
import {
  approveFeeInvoice,
  contestFeeInvoice,
  payFeeInvoice,
  registerFeeInvoice,
} from './fee_invoices.ts'
import {
  approveReconciliationAction,
  concludeReconciliationAction,
  prepareReconciliationAction,
  returnReconciliationAction,
} from './month_reconciliation.ts'
import { declareNoMovement, withdrawNoMovement } from './no_movement.ts'
import { registerPixAddress, retryPixCharge } from './pix_bank.ts'
import { pixNotice } from './pix_notice.ts'
import {
  acceptDay,
  freeLine,
  importStatementAction,
  matchLine,
  receiveLine,
  reconcileAction,
  setAsideLine,
} from './reconcile.ts'
import {
  closeTillAction,
  moveTillCashAction,
  openTillAction,
  receiveAtTillAction,
  refundAtTillAction,
} from './till.ts'
import { forwardReceiptsAction } from './forward_receipts.ts'
import { takeOriginal } from './take_original.ts'
import { renewPixToken } from './renew_pix_token.ts'

export default [
  pixNotice,
  renewPixToken,
  registerPixAddress,
  retryPixCharge,
  settleManuallyAction,
  recordDepositAction,
  openTillAction,
  receiveAtTillAction,
  moveTillCashAction,
  refundAtTillAction,
  closeTillAction,
  registerBoletosAction,
  remitBoletosAction,
  moveBoletoAction,
  cancelBoletoAction,
  printBoletoAction,
  takeOriginal,
  declareNoMovement,
  withdrawNoMovement,
  importStatementAction,
  reconcileAction,
  matchLine,
  receiveLine,
  setAsideLine,
  freeLine,
  acceptDay,
  closeMonthAction,
  ...[prepareReconciliationAction, concludeReconciliationAction],
  ...[approveReconciliationAction, returnReconciliationAction],
  registerFeeInvoice,
  approveFeeInvoice,
  contestFeeInvoice,
  payFeeInvoice,
  forwardReceiptsAction,
] as readonly Action[]
