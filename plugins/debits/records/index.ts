import type { RecordType } from '#core/records/index'
import { enrolments } from './enrolments.ts'
import { orders } from './orders.ts'
import { registrations } from './registrations.ts'
import { remittances } from './remittances.ts'
import { sendings } from './sendings.ts'
import { terms } from './terms.ts'

export default [
  enrolments,
  registrations,
  orders,
  remittances,
  sendings,
  terms,
] as readonly RecordType[]
