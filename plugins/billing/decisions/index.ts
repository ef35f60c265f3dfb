import type { Decision } from '#core/rules/index'
import { correctionEffectsDecision } from './correction_effects.ts'

export default [correctionEffectsDecision] as readonly Decision[]
