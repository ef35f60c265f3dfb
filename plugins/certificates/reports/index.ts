import type { Report } from '#core/reports/index'
import { clearancesReport } from './clearances.ts'
import { sendingsReport } from './sendings.ts'

export default [sendingsReport, clearancesReport] as readonly Report[]
