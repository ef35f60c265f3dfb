import type { RecordType } from '#core/records/index'
import { credits } from './credits.ts'
import { documents } from './documents.ts'
import { items } from './items.ts'
import { receipts } from './receipts.ts'

export default [items, documents, receipts, credits] as readonly RecordType[]
