import type { Participant } from '#core/actions/index'
import { meterRemoving } from './meter_removing.ts'
import { socialConsumption } from './social_consumption.ts'

export default [meterRemoving, socialConsumption] as readonly Participant[]
