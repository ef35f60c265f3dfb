import type { Participant } from '#core/actions/index'
import { customersMerging } from './customers_merging.ts'
import { endWithHolder } from './end_with_holder.ts'
import { invoicesCollecting } from './invoices_collecting.ts'
import { debtsReassigned, invoicesReversed } from './invoices_reversed.ts'
import { linesArriving } from './lines_arriving.ts'
import { takeOverDebits } from './take_over.ts'

export default [
  invoicesCollecting,
  invoicesReversed,
  debtsReassigned,
  linesArriving,
  endWithHolder,
  customersMerging,
  takeOverDebits,
] as readonly Participant[]
