import type { Participant } from '#core/actions/index'
import { customersMerging } from './customers_merging.ts'
import { settled } from './settled.ts'
import { unsettled } from './unsettled.ts'

export default [settled, unsettled, customersMerging] as readonly Participant[]
