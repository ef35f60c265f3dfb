import type { Participant } from '#core/actions/index'
import { personHold } from './person_hold.ts'
import { customersMerging, customersSeparating } from './customers_merging.ts'
import { holderChanging, premiseDebts } from './premises.ts'
import { takeOverItems } from './take_over_items.ts'

export default [
  customersMerging,
  customersSeparating,
  takeOverItems,
  personHold,
  premiseDebts,
  holderChanging,
] as readonly Participant[]
