import type { Report } from '#core/reports/index'
import { sendingsReport } from './sendings.ts'

export default [sendingsReport] as readonly Report[]
