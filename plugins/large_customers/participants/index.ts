import type { Participant } from '#core/actions/index'
import { customersMerging } from './customers_merging.ts'

export default [customersMerging] as readonly Participant[]
