import type { Panel } from '#core/records/index'
import { caseNotice } from './case_notice.ts'
import { orderCase } from './order_case.ts'

export default [orderCase, caseNotice] as readonly Panel[]
