import type { Report } from '#core/reports/index'
import { movementsReport } from './movements.ts'

export default [movementsReport] as readonly Report[]
