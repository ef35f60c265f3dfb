import type { RecordType } from '#core/records/index'
import { certificates, debts, sendings } from './certificates.ts'
import { clearances } from './clearances.ts'

export default [certificates, debts, sendings, clearances] as readonly RecordType[]
