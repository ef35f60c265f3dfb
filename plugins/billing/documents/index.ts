import type { DocumentType } from '#core/documents/index'
import { invoiceDocument } from './invoice/type.ts'

export default [invoiceDocument] as readonly DocumentType[]
