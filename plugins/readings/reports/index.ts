import type { Report } from '#core/reports/index'
import { unitReadings } from './unit_readings.ts'
import { unitRegister } from './unit_register.ts'

export default [unitRegister, unitReadings] as readonly Report[]
