import type { RecordType } from '#core/records/index'
import { automaticDeliveries, automaticLines } from './automatic.ts'
import { deviceMessages } from './device_messages.ts'
import { devices, loadRoutes } from './devices.ts'
import { fieldReviews } from './field_reviews.ts'
import { findings } from './findings.ts'
import { fileLines, files, loadItems, loads } from './loads.ts'
import { readings } from './readings.ts'
import { routeStops, routes } from './routes.ts'
import { sourceMonths, sourceReadings, sources } from './sources.ts'

export default [
  routes,
  routeStops,
  loads,
  loadRoutes,
  devices,
  loadItems,
  files,
  fileLines,
  readings,
  fieldReviews,
  findings,
  automaticDeliveries,
  automaticLines,
  deviceMessages,
  sources,
  sourceReadings,
  sourceMonths,
] as readonly RecordType[]
