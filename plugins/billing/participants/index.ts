import type { Participant } from '#core/actions/index'
import { keepSettlement } from './keep_settlement.ts'

export default [keepSettlement] as readonly Participant[]
