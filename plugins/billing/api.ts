export type { IssuedBatch, IssuedCharge } from './domain/issued_batch.ts'
export { type ChargeTotals, chargeTotals } from './services/charge_totals.ts'
