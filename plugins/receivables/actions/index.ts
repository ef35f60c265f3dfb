import type { Action } from '#core/actions/index'
import {
  allocateReceiptAction,
  recordCertificateAction,
  undoAllocationAction,
} from './allocations.ts'
import {
  identifyReceiptAction,
  reverseReceiptAction,
  transferReceiptAction,
} from './change_receipts.ts'
import {
  approveRefundAction,
  payRefundAction,
  refuseRefundAction,
  requestRefundAction,
} from './refund_requests.ts'
import {
  proposeOffsetAction,
  refuseOffsetAction,
  reverseOffsetAction,
  settleOffsetAction,
} from './offsets.ts'
import { issueExtractAction } from './issue_extract.ts'
import { issueSecondCopyAction } from './issue_second_copy.ts'
import { reassignAction } from './reassign.ts'
import { issueStatementAction, recordTransferAction } from './statements.ts'

export default [
  issueSecondCopyAction,
  issueExtractAction,
  identifyReceiptAction,
  transferReceiptAction,
  reverseReceiptAction,
  allocateReceiptAction,
  undoAllocationAction,
  recordCertificateAction,
  issueStatementAction,
  recordTransferAction,
  reassignAction,
  requestRefundAction,
  approveRefundAction,
  refuseRefundAction,
  payRefundAction,
  ...[proposeOffsetAction, settleOffsetAction, refuseOffsetAction, reverseOffsetAction],
] as readonly Action[]
