import type { RecordType } from '#core/records/index'
import { blocks } from './blocks.ts'
import { caseDebts, cases } from './cases.ts'
import { deliveries } from './deliveries.ts'
import { noticeDebts } from './notice_debts.ts'
import { notices } from './notices.ts'
import { proofs } from './proofs.ts'
import { protections } from './protections.ts'
import { schedules } from './schedules.ts'
import { stepDebts, steps } from './steps.ts'

export default [
  notices,
  noticeDebts,
  deliveries,
  proofs,
  blocks,
  cases,
  caseDebts,
  protections,
  steps,
  stepDebts,
  schedules,
] as readonly RecordType[]
