import type { DocumentType } from '#core/documents/index'
import { formDocument } from './form/type.ts'
import { reportDocument } from './report/type.ts'

export default [formDocument, reportDocument] as readonly DocumentType[]
