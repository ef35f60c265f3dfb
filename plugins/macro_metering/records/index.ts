import type { RecordType } from '#core/records/index'
import { calibrations } from './calibrations.ts'
import { meters } from './meters.ts'
import { points } from './points.ts'
import { reviews } from './reviews.ts'
import { deliveries, volumes } from './volumes.ts'

export default [points, meters, calibrations, reviews, volumes, deliveries] as readonly RecordType[]
