import type { Action } from '#core/actions/index'
import {
  identifyReceiptAction,
  reverseReceiptAction,
  transferReceiptAction,
} from './change_receipts.ts'
import { issueSecondCopyAction } from './issue_second_copy.ts'

export default [
  issueSecondCopyAction,
  identifyReceiptAction,
  transferReceiptAction,
  reverseReceiptAction,
] as readonly Action[]
