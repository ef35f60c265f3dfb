import type { Report } from '#core/reports/index'
import { withoutSequence } from './without_sequence.ts'
import { unitReadings } from './unit_readings.ts'
import { unitRegister } from './unit_register.ts'

export default [unitRegister, unitReadings, withoutSequence] as readonly Report[]
