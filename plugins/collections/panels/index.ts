import type { Panel } from '#core/records/index'
import { bodyPanels } from './bodies.ts'
import { caseDebts } from './case_debts.ts'
import { caseTimeline } from './case_timeline.ts'

export default [caseDebts, caseTimeline, ...bodyPanels] as readonly Panel[]
