import type { RecordType } from '#core/records/index'
import { allocationLines, allocations } from './allocations.ts'
import { beneficiaries } from './beneficiaries.ts'
import { chargeTypes } from './charge_types.ts'
import { credits } from './credits.ts'
import { documents } from './documents.ts'
import { formerBills, forwardedReceipts } from './former_bills.ts'
import { indexValues } from './index_values.ts'
import { items } from './items.ts'
import { offsets } from './offsets.ts'
import { reassignments } from './reassignments.ts'
import { refundRequests } from './refund_requests.ts'
import { receiptChanges } from './receipt_changes.ts'
import { receipts } from './receipts.ts'
import { statements } from './statements.ts'

export default [
  items,
  documents,
  receipts,
  receiptChanges,
  allocations,
  allocationLines,
  credits,
  refundRequests,
  offsets,
  reassignments,
  beneficiaries,
  chargeTypes,
  indexValues,
  statements,
  formerBills,
  forwardedReceipts,
] as readonly RecordType[]
