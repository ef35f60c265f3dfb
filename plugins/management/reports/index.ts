import type { Report } from '#core/reports/index'
import { actionResults } from './actions.ts'
import { candidates } from './candidates.ts'
import { indicators } from './indicators.ts'
import { processTimes } from './process_times.ts'

export default [indicators, processTimes, actionResults, candidates] as readonly Report[]
