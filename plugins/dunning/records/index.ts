import type { RecordType } from '#core/records/index'
import { blocks } from './blocks.ts'
import { noticeDebts } from './notice_debts.ts'
import { notices } from './notices.ts'

export default [notices, noticeDebts, blocks] as readonly RecordType[]
