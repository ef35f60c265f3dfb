import type { Action } from '#core/actions/index'
import { cancelAction } from './cancel.ts'
import { issueClearanceAction, printClearanceAction } from './clearances.ts'
import { issueAction } from './issue.ts'
import { sendAction, sendingReturnedAction } from './send.ts'

export default [
  issueAction,
  cancelAction,
  sendAction,
  sendingReturnedAction,
  issueClearanceAction,
  printClearanceAction,
] as readonly Action[]
