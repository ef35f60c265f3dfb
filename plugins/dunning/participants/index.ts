import type { Participant } from '#core/actions/index'
import { cutCycle } from './cut_cycle.ts'
import { debtsArranged, debtsSettled, debtsUnsettled, invoicesReversed } from './debts_ending.ts'
import { customersMerging, endWithHolder } from './holders.ts'
import { noticesWithReadings } from './with_readings.ts'
import { holderLeaves } from './holder_leaves.ts'

export default [
  debtsSettled,
  debtsUnsettled,
  invoicesReversed,
  debtsArranged,
  endWithHolder,
  customersMerging,
  noticesWithReadings,
  ...cutCycle,
  holderLeaves,
] as readonly Participant[]
