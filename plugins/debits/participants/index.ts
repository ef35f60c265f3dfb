import type { Participant } from '#core/actions/index'
import { customersMerging } from './customers_merging.ts'
import { endWithHolder } from './end_with_holder.ts'
import { invoicesCollecting } from './invoices_collecting.ts'
import { invoicesReversed } from './invoices_reversed.ts'
import { linesArriving } from './lines_arriving.ts'
import { takeOverDebits } from './take_over.ts'

export default [
  invoicesCollecting,
  invoicesReversed,
  linesArriving,
  endWithHolder,
  customersMerging,
  takeOverDebits,
] as readonly Participant[]
