import type { Decision } from '#core/rules/index'
import { noticeEligibility } from './notice_eligibility.ts'

export default [noticeEligibility] as readonly Decision[]
