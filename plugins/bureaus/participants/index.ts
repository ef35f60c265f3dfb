import type { Participant } from '#core/actions/index'
import { customersMerging } from './customers_merging.ts'
import { debtsMarked } from './debts_marked.ts'
import { holderChanging } from './holder_changing.ts'
import { invoicesReversed } from './invoices_reversed.ts'
import { itemsSettled } from './items_settled.ts'
import { itemsUnsettled } from './items_unsettled.ts'
import { proposeLots } from './propose_lots.ts'

export default [
  itemsSettled,
  itemsUnsettled,
  debtsMarked,
  invoicesReversed,
  holderChanging,
  customersMerging,
  proposeLots,
] as readonly Participant[]
