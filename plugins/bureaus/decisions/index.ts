import type { Decision } from '#core/rules/index'
import { eligibilityDecision } from './eligibility.ts'

export default [eligibilityDecision] as readonly Decision[]
