import type { Action } from '#core/actions/index'
import { markSentAction, writeFileAction } from './files.ts'
import { excludeDebtAction, excludeListingAction } from './exclude.ts'
import { checkLayoutAction } from './layouts.ts'
import { confirmLotAction, simulateLotAction, undoLotAction } from './lots.ts'
import { resendAction, tellDoneAction } from './movements.ts'
import { returnedNoticeAction, sentNoticeAction } from './notices.ts'
import { importReturnAction } from './returns.ts'

export default [
  simulateLotAction,
  undoLotAction,
  confirmLotAction,
  checkLayoutAction,
  writeFileAction,
  markSentAction,
  importReturnAction,
  excludeDebtAction,
  excludeListingAction,
  resendAction,
  tellDoneAction,
  sentNoticeAction,
  returnedNoticeAction,
] as readonly Action[]
