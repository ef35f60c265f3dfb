import type { Participant } from '#core/actions/index'
import { customersMerging } from './customers_merging.ts'
import {
  debtsArranged,
  debtsSettled,
  debtsUnsettled,
  debtsWrittenOff,
  invoicesReversed,
} from './follow_money.ts'

export default [
  debtsSettled,
  debtsUnsettled,
  debtsArranged,
  debtsWrittenOff,
  invoicesReversed,
  customersMerging,
] as readonly Participant[]
