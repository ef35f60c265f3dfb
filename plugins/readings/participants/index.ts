import type { Participant } from '#core/actions/index'
import { socialConsumption } from './social_consumption.ts'

export default [socialConsumption] as readonly Participant[]
