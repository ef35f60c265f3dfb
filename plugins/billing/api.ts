export {
  type HeldBatch,
  type HoldSpan,
  heldInvoices,
  holdSpans,
  placeHold,
  releaseHolds,
} from './services/invoices/holds.ts'
export { awaitBank } from './services/invoices/hold_invoice.ts'
export { type GroupMonth, groupMonths } from './services/settings/group_months.ts'
export { generateSchedule } from './services/settings/generate_schedule.ts'
export { type InvoiceVersion, versionsOf } from './services/invoices/invoice_versions.ts'
export { utilityFaultMonths } from './services/invoices/utility_fault_months.ts'
export { isStanding } from './services/invoices/invoice_rows.ts'
export type { InvoiceDebit, InvoicesCollecting } from './domain/invoice_debits.ts'
export type { InvoicesPrinting, PrintedQuality } from './domain/invoices_printing.ts'
export { markDebits } from './services/invoices/invoice_debits.ts'
export type { ReversedBatch } from './domain/reversed_batch.ts'
export type { GrantedEstimate, IssuedBatch, IssuedCharge } from './domain/issued_batch.ts'
export { type ChargeTotals, chargeTotals } from './services/invoices/charge_totals.ts'
export { correctConsumption } from './services/corrections/correct_consumption.ts'
export { correctionEffects, correctionSentence } from './services/corrections/correction_text.ts'
export type { Corrected } from './services/corrections/replace_invoices.ts'
export { changedCents, correctionTrail } from './services/corrections/tell_corrected.ts'
export { CORRECT_AUTHORITY } from './configuration/correction_parameters.ts'
export { type PrintedRun, renderInvoices } from './services/printing/print_invoices.ts'
export { printedInvoice } from './services/printing/printed_invoice.ts'
export { type InvoiceReplay, replayInvoice } from './services/replay/replay_invoice.ts'
export { type DecidedFine, chargeFine } from './services/apart/charge_fine.ts'
