import type { Panel } from '#core/records/index'
import { daySplit } from './day_split.ts'

export default [daySplit] as readonly Panel[]
