export type { IssuedBatch, IssuedCharge } from './domain/issued_batch.ts'
export { type ChargeTotals, chargeTotals } from './services/charge_totals.ts'
export { type PrintedRun, renderInvoices } from './services/print_invoices.ts'
export { type InvoiceReplay, replayInvoice } from './services/replay_invoice.ts'
