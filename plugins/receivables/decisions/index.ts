import type { Decision } from '#core/rules/index'
import { lateChargesDecision } from './late_charges.ts'

export default [lateChargesDecision] as readonly Decision[]
