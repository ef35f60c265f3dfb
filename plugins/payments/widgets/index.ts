import type { Widget } from '#core/reports/index'
import { receivedDays } from './received.ts'
import { unconfirmedSettlements } from './unconfirmed.ts'
import { unidentifiedReceipts } from './unidentified.ts'

export default [receivedDays, unidentifiedReceipts, unconfirmedSettlements] as readonly Widget[]
