import type { Decision } from '#core/rules/index'
import { anomalyTreatmentDecision } from './anomaly_treatment.ts'
import { critiqueDecision } from './critique.ts'

export default [critiqueDecision, anomalyTreatmentDecision] as readonly Decision[]
