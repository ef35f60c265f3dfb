export type { IssuedBatch, IssuedCharge } from './domain/issued_batch.ts'
