import type { Action } from '#core/actions/index'
import { recordDepositAction, settleManuallyAction } from './enter_money.ts'
import { pixNotice } from './pix_notice.ts'
import { renewPixToken } from './renew_pix_token.ts'

export default [
  pixNotice,
  renewPixToken,
  settleManuallyAction,
  recordDepositAction,
] as readonly Action[]
