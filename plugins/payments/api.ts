export { barcodeWithFreeField } from './domain/barcode_check.ts'
export {
  type CollectionReturnContent,
  writeCollectionReturn,
} from './domain/collection_return_writer.ts'
export { type ImportArgs, importFile } from './jobs/import.ts'
export { type Agreement, findAgreement, listAgreements } from './services/agreements.ts'
