import type { Report } from '#core/reports/index'
import { deliveryProtocols } from './delivery_protocols.ts'
import { firstLevel } from './first_level.ts'
import { fitForCut } from './fit_for_cut.ts'
import { noticesSent } from './notices_sent.ts'
import { schedule } from './schedule.ts'
import { settledByNotice } from './settled_by_notice.ts'

export default [
  noticesSent,
  deliveryProtocols,
  settledByNotice,
  fitForCut,
  firstLevel,
  schedule,
] as readonly Report[]
