import type { RecordType } from '#core/records/index'
import { certificates, debts, sendings } from './certificates.ts'

export default [certificates, debts, sendings] as readonly RecordType[]
