import type { Participant } from '#core/actions/index'
import { chargeOrder } from './charge_order.ts'
import { freezeBillingFacts } from './freeze_facts.ts'
import { keepSettlement } from './keep_settlement.ts'
<<<<<<< HEAD
import { openAgain } from './open_again.ts'
=======
import { monthParked } from './month_parked.ts'
>>>>>>> ca4e208 (feat(accounting): months that close, manual entries, provision, chart as a register, daily file, reports)
import { planMonths } from './plan_months.ts'

export default [
  keepSettlement,
  openAgain,
  freezeBillingFacts,
  planMonths,
  chargeOrder,
  monthParked,
] as readonly Participant[]
