import type { Report } from '#core/reports/index'
import { credits } from './credits.ts'
import { duplicateCustomers } from './duplicate_customers.ts'
import { duplicatePayments } from './duplicate_payments.ts'
import { reallocations } from './reallocations.ts'
import { refunds } from './refunds.ts'
import { thirdPartyOpen, thirdPartyReceived } from './third_parties.ts'

export default [
  credits,
  refunds,
  reallocations,
  duplicatePayments,
  duplicateCustomers,
  thirdPartyOpen,
  thirdPartyReceived,
] as readonly Report[]
