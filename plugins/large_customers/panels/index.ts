import type { Panel } from '#core/records/index'
import { caseDecisions } from './case_decisions.ts'

export default [caseDecisions] as readonly Panel[]
