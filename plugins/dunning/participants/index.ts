import type { Participant } from '#core/actions/index'
import { cutCycle } from './cut_cycle.ts'
import { debtsArranged, debtsSettled, debtsUnsettled, invoicesReversed } from './debts_ending.ts'
import { customersMerging, endWithHolder } from './holders.ts'
import { messagesReported } from './messages_reported.ts'
import { provenElsewhere } from './proven_elsewhere.ts'
import { noticesWithReadings } from './with_readings.ts'
import { takeOverNotices } from './take_over.ts'
import { holderLeaves } from './holder_leaves.ts'

export default [
  debtsSettled,
  debtsUnsettled,
  invoicesReversed,
  debtsArranged,
  endWithHolder,
  customersMerging,
  noticesWithReadings,
  messagesReported,
  provenElsewhere,
  ...cutCycle,
  holderLeaves,
  takeOverNotices,
] as readonly Participant[]
