import type { RecordType } from '#core/records/index'
import { orders } from './orders.ts'

export default [orders] as readonly RecordType[]
