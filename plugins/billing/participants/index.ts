import type { Participant } from '#core/actions/index'
import { freezeBillingFacts } from './freeze_facts.ts'
import { keepSettlement } from './keep_settlement.ts'

export default [keepSettlement, freezeBillingFacts] as readonly Participant[]
