import type { Widget } from '#core/reports/index'
import { heldReadings } from './held.ts'
import { monthLoads } from './loads.ts'

export default [monthLoads, heldReadings] as readonly Widget[]
