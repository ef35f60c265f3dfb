import type { Widget } from '#core/reports/index'
import { billedMonths } from './month.ts'

export default [billedMonths] as readonly Widget[]
