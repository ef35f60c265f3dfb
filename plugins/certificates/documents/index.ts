import type { DocumentType } from '#core/documents/index'
import { certificateDocument } from './certificate.ts'
import { clearanceDocument } from './clearance.ts'

export default [certificateDocument, clearanceDocument] as readonly DocumentType[]
