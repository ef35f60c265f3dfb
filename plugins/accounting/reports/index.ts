import type { Report } from '#core/reports/index'
import { accountBalances } from './account_balances.ts'
import { accountSummary } from './account_summary.ts'
import { analysis } from './analysis.ts'
import { billingByAccount } from './billing_by_account.ts'
import { billingDetail } from './billing_detail.ts'
import { billingView } from './billing_view.ts'
import { clientPosition } from './client_position.ts'
import { daily } from './daily.ts'
import { entries } from './entries.ts'
import { ledger } from './ledger.ts'
import { losses } from './losses.ts'
import { monthReviews } from './month_reviews.ts'
import { moved } from './moved.ts'
import { pendingByRubric } from './pending_by_rubric.ts'
import { provision } from './provision.ts'
import { reconciliation } from './reconciliation.ts'
import { settledByRubric } from './settled_by_rubric.ts'
import { snisExpenses, snisShares } from './snis_expenses.ts'
import { snisRevenue } from './snis_revenue.ts'
import { withheldByUnit } from './withheld_by_unit.ts'

export default [
  ...[accountBalances, ledger, daily, entries, accountSummary],
  ...[billingDetail, billingByAccount, reconciliation, moved],
  ...[pendingByRubric, settledByRubric, clientPosition],
  ...[provision, losses, withheldByUnit, snisRevenue],
  ...[analysis, monthReviews],
  ...[billingView, snisExpenses, snisShares],
] as readonly Report[]
