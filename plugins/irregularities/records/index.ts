import type { RecordType } from '#core/records/index'
import { cases } from './cases.ts'

export default [cases] as readonly RecordType[]
