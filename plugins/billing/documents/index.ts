import type { DocumentType } from '#core/documents/index'
import { invoiceToTry } from '../services/printing/invoice_documents.ts'
import { bookletDocument } from './booklet/type.ts'
import { invoiceDocument } from './invoice/type.ts'
import { slipDocument } from './slip/type.ts'

export default [
  { ...invoiceDocument, find: invoiceToTry },
  slipDocument,
  bookletDocument,
] as readonly DocumentType[]
