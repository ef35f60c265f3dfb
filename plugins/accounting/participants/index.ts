import type { Participant } from '#core/actions/index'
import { billingIssued } from './billing_issued.ts'
import { receivablesSettled } from './receivables_settled.ts'

export default [billingIssued, receivablesSettled] as readonly Participant[]
