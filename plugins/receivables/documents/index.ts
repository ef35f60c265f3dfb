import type { DocumentType } from '#core/documents/index'
import { offsetTermDocument } from './offset_term.ts'

export default [offsetTermDocument] as unknown as readonly DocumentType[]
