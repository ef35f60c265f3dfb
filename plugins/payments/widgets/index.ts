import type { Widget } from '#core/reports/index'
import { receivedDays } from './received.ts'
import { unidentifiedReceipts } from './unidentified.ts'

export default [receivedDays, unidentifiedReceipts] as readonly Widget[]
