import type { Report } from '#core/reports/index'
import { paidAtSight } from './paid_at_sight.ts'
import { plansReport } from './plans.ts'
import { position } from './position.ts'

export default [plansReport, position, paidAtSight] as readonly Report[]
