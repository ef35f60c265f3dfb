import type { Widget } from '#core/reports/index'
import { bankSide, receivedByAgent } from './bank_side.ts'
import { receivedDays } from './received.ts'
import { unconfirmedSettlements } from './unconfirmed.ts'
import { unidentifiedReceipts } from './unidentified.ts'

export default [
  receivedDays,
  receivedByAgent,
  bankSide,
  unidentifiedReceipts,
  unconfirmedSettlements,
] as readonly Widget[]
