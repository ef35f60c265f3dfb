import type { RecordType } from '#core/records/index'
import { cases } from './cases.ts'
import { decisions } from './decisions.ts'
import { managers } from './managers.ts'
import { portfolio } from './portfolio.ts'
import { prospects } from './prospects.ts'
import { visits } from './visits.ts'

export default [portfolio, cases, decisions, prospects, visits, managers] as readonly RecordType[]
