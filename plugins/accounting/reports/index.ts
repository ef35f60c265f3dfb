import type { Report } from '#core/reports/index'
import { accountBalances } from './account_balances.ts'
import { billingDetail } from './billing_detail.ts'
import { daily } from './daily.ts'
import { entries } from './entries.ts'
import { ledger } from './ledger.ts'
import { pendingByRubric } from './pending_by_rubric.ts'
import { settledByRubric } from './settled_by_rubric.ts'

export default [
  accountBalances,
  ledger,
  daily,
  entries,
  billingDetail,
  pendingByRubric,
  settledByRubric,
] as readonly Report[]
