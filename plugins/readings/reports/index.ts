import type { Report } from '#core/reports/index'
import { withoutSequence } from './without_sequence.ts'
import { excess } from './excess.ts'
import { occurrences } from './occurrences.ts'
import { readerProductivity, readingIntervals } from './readers.ts'
import { unitReadings } from './unit_readings.ts'
import { unitRegister } from './unit_register.ts'
import { verificationSheet } from './verification_sheet.ts'

export default [unitRegister, unitReadings, withoutSequence] as readonly Report[]
export default [
  unitRegister,
  unitReadings,
  occurrences,
  verificationSheet,
  excess,
  readerProductivity,
  readingIntervals,
] as readonly Report[]
