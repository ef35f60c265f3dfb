import type { RecordType } from '#core/records/index'
import { agreements } from './agreements.ts'
import { debts, earlyPayments, instalments, slips, transfers } from './parts.ts'

export default [
  agreements,
  debts,
  instalments,
  slips,
  earlyPayments,
  transfers,
] as readonly RecordType[]
