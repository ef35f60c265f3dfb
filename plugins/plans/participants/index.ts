import type { Participant } from '#core/actions/index'
import { countPlans } from './count_plans.ts'
import { customersMerging } from './customers_merging.ts'
import { settled } from './settled.ts'
import { unsettled } from './unsettled.ts'

export default [settled, unsettled, customersMerging, countPlans] as readonly Participant[]
