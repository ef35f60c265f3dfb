import type { DocumentType } from '#core/documents/index'
import { billDocument } from './bill.ts'
import { termDocument } from './term.ts'

export default [termDocument, billDocument] as unknown as readonly DocumentType[]
