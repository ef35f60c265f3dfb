import type { Decision } from '#core/rules/index'
import { postingsDecision } from './postings.ts'
import { provisionDecision } from './provision.ts'

export default [postingsDecision, provisionDecision] as readonly Decision[]
