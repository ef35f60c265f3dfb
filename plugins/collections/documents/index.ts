import type { DocumentType } from '#core/documents/index'
import { demandDocument } from './demand.ts'

export default [demandDocument] as readonly DocumentType[]
