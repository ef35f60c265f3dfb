import type { Panel } from '#core/records/index'
import { papers } from './papers.ts'
import { policy } from './policy.ts'
import { premisePlan } from './premise_plan.ts'
import { progress } from './progress.ts'

export default [progress, papers, policy, premisePlan] as readonly Panel[]
