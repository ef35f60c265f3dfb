import type { Participant } from '#core/actions/index'
import { personHold } from './person_hold.ts'
import { customersMerging, customersSeparating } from './customers_merging.ts'
import { holderChanging, premiseDebts } from './premises.ts'
import { debtsArranged, debtsMarked } from './reallocations.ts'
import { municipalityStarting } from './municipality_starting.ts'
import { takeOverMoney } from './take_over_money.ts'

export default [
  municipalityStarting,
  customersMerging,
  customersSeparating,
  takeOverMoney,
  personHold,
  premiseDebts,
  holderChanging,
  debtsMarked,
  debtsArranged,
] as readonly Participant[]
