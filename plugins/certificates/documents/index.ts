import type { DocumentType } from '#core/documents/index'
import { certificateDocument } from './certificate.ts'

export default [certificateDocument] as readonly DocumentType[]
