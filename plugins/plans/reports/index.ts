import type { Report } from '#core/reports/index'
import { plansReport } from './plans.ts'

export default [plansReport] as readonly Report[]
