import type { Participant } from '#core/actions/index'
import { personHold } from './person_hold.ts'
import { customersMerging, customersSeparating } from './customers_merging.ts'
import { holderChanging, premiseDebts } from './premises.ts'
import { takeOverMoney } from './take_over_money.ts'

export default [
  customersMerging,
  customersSeparating,
  takeOverMoney,
  personHold,
  premiseDebts,
  holderChanging,
] as readonly Participant[]
