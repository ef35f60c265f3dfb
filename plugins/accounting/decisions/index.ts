import type { Decision } from '#core/rules/index'
import { postingsDecision } from './postings.ts'

export default [postingsDecision] as readonly Decision[]
