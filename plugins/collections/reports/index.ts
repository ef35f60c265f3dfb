import type { Report } from '#core/reports/index'
import { ageing } from './ageing.ts'
import { campaignsReport } from './campaigns.ts'
import { collectors } from './collectors.ts'
import { funnel } from './funnel.ts'
import { largeCustomers } from './large_customers.ts'
import { performance } from './performance.ts'
import { policies } from './policies.ts'
import { policyEvaluation } from './policy_evaluation.ts'
import { publicBodies } from './public_bodies.ts'

export default [
  funnel,
  performance,
  ageing,
  policies,
  policyEvaluation,
  collectors,
  campaignsReport,
  largeCustomers,
  publicBodies,
] as readonly Report[]
