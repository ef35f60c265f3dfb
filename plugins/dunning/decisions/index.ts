import type { Decision } from '#core/rules/index'
import { cutEligibility } from './cut_eligibility.ts'
import { noticeEligibility } from './notice_eligibility.ts'

export default [noticeEligibility, cutEligibility] as readonly Decision[]
