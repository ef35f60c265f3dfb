export { barcodeWithFreeField } from './domain/barcode_check.ts'
export {
  type CollectionReturnContent,
  writeCollectionReturn,
} from './domain/collection_return_writer.ts'
export type { BankOption, DebitOrder, DebitResult } from './domain/direct_debit_layout.ts'
export { readDebitLine } from './domain/direct_debit_return.ts'
export { type ReadRemittance, readDebitRemittance } from './domain/direct_debit_remittance.ts'
export {
  type BankAnswer,
  type ReturnRecord as DebitReturnRecord,
  type RemittanceRecord,
  type WrittenFile,
  answerDebit,
  ownerFields,
  writeDebitRemittance,
  writeDebitReturn,
} from './domain/direct_debit_writer.ts'
export { type ImportArgs, importFile } from './jobs/import.ts'
export { type Agreement, findAgreement, listAgreements } from './services/agreements.ts'
export type {
  FileOfLines,
  LineHandler,
  LineResult,
  LinesArriving,
  PaidLine,
} from './services/arriving_lines.ts'
export { receiveLines } from './services/import_lines.ts'
export { lineIdentity } from './services/line_identity.ts'
export {
  type AgreementReach,
  type CollectionHorizon,
  collectionHorizon,
} from './services/horizon.ts'
export { leaveOutbound } from './services/exchange_folder.ts'
export { type MonthClosing, isCollectionClosed } from './services/close_month.ts'
export { pixAskedUntil as pixReconciledUntil } from './services/pix/reconciled_days.ts'
export { sequencesEntity } from './take_over/sequences.ts'
