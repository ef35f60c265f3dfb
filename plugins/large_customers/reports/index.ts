import type { Report } from '#core/reports/index'
import { candidates } from './candidates.ts'

export default [candidates] as readonly Report[]
