import type { DocumentType } from '#core/documents/index'
import { sheetDocument } from './sheet.ts'

export default [sheetDocument] as unknown as readonly DocumentType[]
