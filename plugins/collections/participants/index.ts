import type { Participant } from '#core/actions/index'
import { customersMerging } from './customers_merging.ts'
import {
  debtsArranged,
  debtsReassigned,
  debtsSettled,
  debtsUnsettled,
  debtsWrittenOff,
  invoicesReversed,
} from './follow_money.ts'

export default [
  debtsSettled,
  debtsUnsettled,
  debtsArranged,
  debtsReassigned,
  debtsWrittenOff,
  invoicesReversed,
  customersMerging,
] as readonly Participant[]
