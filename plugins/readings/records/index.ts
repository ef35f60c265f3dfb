import type { RecordType } from '#core/records/index'
import { fileLines, files, loadItems, loads } from './loads.ts'
import { readings } from './readings.ts'
import { routeStops, routes } from './routes.ts'

export default [
  routes,
  routeStops,
  loads,
  loadItems,
  files,
  fileLines,
  readings,
] as readonly RecordType[]
