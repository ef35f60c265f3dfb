import type { Decision } from '#core/rules/index'
import { inspectionDecision } from './inspection.ts'

export default [inspectionDecision] as readonly Decision[]
