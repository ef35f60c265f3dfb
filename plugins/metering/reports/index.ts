import type { Report } from '#core/reports/index'
import { ageing } from './ageing.ts'
import { park } from './park.ts'
import { undated } from './undated.ts'
import { verifications } from './verifications.ts'

export default [park, ageing, undated, verifications] as readonly Report[]
