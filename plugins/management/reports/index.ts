import type { Report } from '#core/reports/index'
import { indicators } from './indicators.ts'
import { processTimes } from './process_times.ts'

export default [indicators, processTimes] as readonly Report[]
