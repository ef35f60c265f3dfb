import type { Report } from '#core/reports/index'
import { duplicateMeters } from './duplicate_meters.ts'
import { excess } from './excess.ts'
import { occurrences } from './occurrences.ts'
import { readerProductivity, readingIntervals } from './readers.ts'
import { registryDifferences } from './registry_differences.ts'
import { unitReadings } from './unit_readings.ts'
import { unitRegister } from './unit_register.ts'
import { verificationSheet } from './verification_sheet.ts'
import { withoutSequence } from './without_sequence.ts'

export default [
  duplicateMeters,
  registryDifferences,
  unitRegister,
  unitReadings,
  withoutSequence,
  occurrences,
  verificationSheet,
  excess,
  readerProductivity,
  readingIntervals,
] as readonly Report[]
