import type { Report } from '#core/reports/index'
import { ageing } from './ageing.ts'
import { park } from './park.ts'
import { snisMetered, snisMeters } from './snis_metered.ts'
import { undated } from './undated.ts'
import { verifications } from './verifications.ts'

export default [park, ageing, undated, verifications, snisMetered, snisMeters] as readonly Report[]
