import type { Report } from '#core/reports/index'
import { byBank } from './by_bank.ts'
import { issued } from './issued.ts'
import { occurrences } from './occurrences.ts'
import { remitted } from './remitted.ts'

export default [remitted, issued, occurrences, byBank] as readonly Report[]
