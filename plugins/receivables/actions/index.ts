import type { Action } from '#core/actions/index'
import {
  identifyReceiptAction,
  reverseReceiptAction,
  transferReceiptAction,
} from './change_receipts.ts'
import { issueSecondCopyAction } from './issue_second_copy.ts'
import { issueStatementAction, recordTransferAction } from './statements.ts'

export default [
  issueSecondCopyAction,
  identifyReceiptAction,
  transferReceiptAction,
  reverseReceiptAction,
  issueStatementAction,
  recordTransferAction,
] as readonly Action[]
