import type { Participant } from '#core/actions/index'
import { countPlans } from './count_plans.ts'
import { customersMerging } from './customers_merging.ts'
import { takeOverPlans, takeOverSigning } from './take_over.ts'
import { settled } from './settled.ts'
import { unsettled } from './unsettled.ts'

export default [
  settled,
  unsettled,
  customersMerging,
  countPlans,
  takeOverPlans,
  takeOverSigning,
] as readonly Participant[]
