import type { RecordType } from '#core/records/index'
import { beneficiaries } from './beneficiaries.ts'
import { credits } from './credits.ts'
import { documents } from './documents.ts'
import { items } from './items.ts'
import { receipts } from './receipts.ts'

export default [items, documents, receipts, credits, beneficiaries] as readonly RecordType[]
