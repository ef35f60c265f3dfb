import type { RecordType } from '#core/records/index'
import { charges } from './charges.ts'
import { corrections } from './corrections.ts'
import { invoices } from './invoices.ts'
import { parked } from './parked.ts'

export default [invoices, charges, corrections, parked] as readonly RecordType[]
