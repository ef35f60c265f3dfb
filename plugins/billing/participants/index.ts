import type { Participant } from '#core/actions/index'
import { chargeOrder } from './charge_order.ts'
import { countManual } from './count_manual.ts'
import { freezeBillingFacts } from './freeze_facts.ts'
import { holderChanging } from './holder_changing.ts'
import { keepArranged } from './keep_arranged.ts'
import { keepReassigned } from './keep_reassigned.ts'
import { keepStage } from './keep_stage.ts'
import { keepSettlement } from './keep_settlement.ts'
import { keepWrittenOff } from './keep_written_off.ts'
import { monthParked } from './month_parked.ts'
import { openAgain } from './open_again.ts'
import { planMonths } from './plan_months.ts'

export default [
  keepSettlement,
  keepStage,
  keepReassigned,
  keepArranged,
  keepWrittenOff,
  openAgain,
  freezeBillingFacts,
  planMonths,
  chargeOrder,
  monthParked,
  countManual,
  holderChanging,
] as readonly Participant[]
