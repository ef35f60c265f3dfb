import type { Participant } from '#core/actions/index'
import { billingIssued } from './billing_issued.ts'
import { billingReversed } from './billing_reversed.ts'
import { instalmentsMoved } from './instalments_moved.ts'
import { monthReconciling } from './month_reconciling.ts'
import { orderOpening } from './order_opening.ts'
import { receivablesArranged } from './receivables_arranged.ts'
import { receivablesForwarded } from './receivables_forwarded.ts'
import { receivablesMarked } from './receivables_marked.ts'
import { receivablesPassedOn } from './receivables_passed_on.ts'
import { receivablesRefunded } from './receivables_refunded.ts'
import { receivablesSettled } from './receivables_settled.ts'
import { receivablesTakenOver } from './receivables_taken_over.ts'
import { receivablesUnsettled } from './receivables_unsettled.ts'
import { receivablesWrittenOff } from './receivables_written_off.ts'

export default [
  billingIssued,
  billingReversed,
  receivablesSettled,
  receivablesPassedOn,
  receivablesRefunded,
  receivablesUnsettled,
  orderOpening,
  monthReconciling,
  receivablesTakenOver,
  receivablesForwarded,
  receivablesArranged,
  instalmentsMoved,
  receivablesMarked,
  receivablesWrittenOff,
] as readonly Participant[]
