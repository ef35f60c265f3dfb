import type { Report } from '#core/reports/index'
import { firstLevel } from './first_level.ts'
import { settledByNotice } from './settled_by_notice.ts'

export default [settledByNotice, firstLevel] as readonly Report[]
