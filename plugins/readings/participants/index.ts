import type { Participant } from '#core/actions/index'
import { groupChanging } from './group_changing.ts'
import { meterRemoving } from './meter_removing.ts'
import { takeOverReadings } from './take_over.ts'
import { socialConsumption } from './social_consumption.ts'

export default [
  groupChanging,
  meterRemoving,
  socialConsumption,
  takeOverReadings,
] as readonly Participant[]
