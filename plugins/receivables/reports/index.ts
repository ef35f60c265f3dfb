import type { Report } from '#core/reports/index'
import { credits } from './credits.ts'
import { duplicateCustomers } from './duplicate_customers.ts'
import { duplicatePayments } from './duplicate_payments.ts'

export default [credits, duplicatePayments, duplicateCustomers] as readonly Report[]
