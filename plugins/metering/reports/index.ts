import type { Report } from '#core/reports/index'
import { ageing } from './ageing.ts'
import { park } from './park.ts'
import { verifications } from './verifications.ts'

export default [park, ageing, verifications] as readonly Report[]
