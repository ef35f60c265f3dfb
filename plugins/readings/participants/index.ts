import type { Participant } from '#core/actions/index'
import { groupChanging } from './group_changing.ts'
import { meterRemoving } from './meter_removing.ts'
import { socialConsumption } from './social_consumption.ts'

export default [groupChanging, meterRemoving, socialConsumption] as readonly Participant[]
