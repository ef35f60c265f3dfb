import type { Report } from '#core/reports/index'
import { summaryByCategory } from './summary_by_category.ts'
import { valuesBySettlement } from './values_by_settlement.ts'

export default [summaryByCategory, valuesBySettlement] as readonly Report[]
