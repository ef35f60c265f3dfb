import type { Panel } from '#core/records/index'
import { caseDebts } from './case_debts.ts'
import { caseTimeline } from './case_timeline.ts'

export default [caseDebts, caseTimeline] as readonly Panel[]
