import type { RecordType } from '#core/records/index'
import { agents } from './agents.ts'
import { agreements } from './agreements.ts'
import { deposits, manualSettlements } from './entered_money.ts'
import { boletoOrders, boletoRemittances, boletoTerms, boletos } from './boletos.ts'
import { branches } from './branches.ts'
import { closingReceipts, closings } from './closings.ts'
import { days } from './days.ts'
import { feeInvoices } from './fee_invoices.ts'
import { fees } from './fees.ts'
import { fileLines } from './file_lines.ts'
import { files } from './files.ts'
import { forwardings } from './forwardings.ts'
import { noMovements } from './no_movements.ts'
import { pickups } from './pickups.ts'
import { pixCharges } from './pix_charges.ts'
import { pixDays } from './pix_days.ts'
import { tillMoves, tillSessions, tills } from './tills.ts'
import { reconciliationBalances, reconciliationItems, reconciliations } from './reconciliations.ts'
import { statementLines } from './statement_lines.ts'
import { statementLayouts, statements } from './statements.ts'

export default [
  agents,
  branches,
  agreements,
  fees,
  noMovements,
  files,
  fileLines,
  forwardings,
  statementLayouts,
  statements,
  statementLines,
  days,
  pickups,
  closings,
  closingReceipts,
  reconciliations,
  reconciliationBalances,
  reconciliationItems,
  feeInvoices,
  manualSettlements,
  deposits,
  tills,
  tillSessions,
  tillMoves,
  boletos,
  boletoOrders,
  boletoRemittances,
  boletoTerms,
  pixCharges,
  pixDays,
] as readonly RecordType[]
