import type { Participant } from '#core/actions/index'
import { customersMerging } from './customers_merging.ts'
import { takeOverItems } from './take_over_items.ts'

export default [customersMerging, takeOverItems] as readonly Participant[]
