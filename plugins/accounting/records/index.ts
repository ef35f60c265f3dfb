import type { RecordType } from '#core/records/index'
import { entries } from './entries.ts'
import { explanations } from './explanations.ts'
import { exports } from './exports.ts'
import { loanMonths, loans } from './loans.ts'
import { informed } from './informed.ts'
import { periodBalances, periods } from './periods.ts'
import { postings } from './postings.ts'
import { findings, reviews } from './reviews.ts'
import { taxAssessments, taxLines } from './taxes.ts'
import { provisions } from './provisions.ts'
import { unposted } from './unposted.ts'

export default [
  postings,
  unposted,
  periods,
  periodBalances,
  entries,
  informed,
  loans,
  loanMonths,
  provisions,
  taxAssessments,
  taxLines,
  exports,
  explanations,
  findings,
  reviews,
] as readonly RecordType[]
