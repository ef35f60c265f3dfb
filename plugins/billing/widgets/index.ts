import type { Widget } from '#core/reports/index'
import { billedMonths } from './month.ts'
import { overdueByAge } from './overdue.ts'
import { parkedSets } from './parked.ts'

export default [billedMonths, parkedSets, overdueByAge] as readonly Widget[]
