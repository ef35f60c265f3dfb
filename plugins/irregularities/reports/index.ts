import type { Report } from '#core/reports/index'
import { frauds } from './frauds.ts'

export default [frauds] as readonly Report[]
