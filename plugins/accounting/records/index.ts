import type { RecordType } from '#core/records/index'
import { postings } from './postings.ts'
import { unposted } from './unposted.ts'

export default [postings, unposted] as readonly RecordType[]
