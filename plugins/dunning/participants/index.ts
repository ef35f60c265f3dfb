import type { Participant } from '#core/actions/index'
import { debtsArranged, debtsSettled, debtsUnsettled, invoicesReversed } from './debts_ending.ts'
import { customersMerging, endWithHolder } from './holders.ts'
import { noticesWithReadings } from './with_readings.ts'

export default [
  debtsSettled,
  debtsUnsettled,
  invoicesReversed,
  debtsArranged,
  endWithHolder,
  customersMerging,
  noticesWithReadings,
] as readonly Participant[]
