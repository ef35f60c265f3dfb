import type { Report } from '#core/reports/index'
import { collectedComparison } from './collected_comparison.ts'
import { confirmed } from './confirmed.ts'
import { daily } from './daily.ts'
import { dailyAgents } from './daily_agents.ts'
import { dailyDetail } from './daily_detail.ts'
import { deposits } from './deposits.ts'
import { compatibility, expectedCredits } from './expected_credits.ts'
import { fileFindings } from './file_findings.ts'
import { fileLines } from './file_lines.ts'
import { files } from './files.ts'
import { monthReconciliations } from './month_reconciliations.ts'
import { processed } from './processed.ts'
import { servicePendencies } from './service_pendencies.ts'
import { snisCollection } from './snis_collection.ts'
import { unconfirmed } from './unconfirmed.ts'
import { unidentified } from './unidentified.ts'
import { unitPendencies } from './unit_pendencies.ts'

export default [
  daily,
  dailyAgents,
  dailyDetail,
  expectedCredits,
  compatibility,
  monthReconciliations,
  collectedComparison,
  processed,
  unidentified,
  unconfirmed,
  snisCollection,
  files,
  fileLines,
  fileFindings,
  unitPendencies,
  servicePendencies,
  confirmed,
  deposits,
] as readonly Report[]
