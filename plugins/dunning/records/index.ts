import type { RecordType } from '#core/records/index'
import { blocks } from './blocks.ts'
import { caseDebts, cases } from './cases.ts'
import { noticeDebts } from './notice_debts.ts'
import { notices } from './notices.ts'
import { protections } from './protections.ts'

export default [
  notices,
  noticeDebts,
  blocks,
  cases,
  caseDebts,
  protections,
] as readonly RecordType[]
