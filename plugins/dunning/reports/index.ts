import type { Report } from '#core/reports/index'
import { settledByNotice } from './settled_by_notice.ts'

export default [settledByNotice] as readonly Report[]
