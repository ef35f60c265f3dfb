import type { DocumentType } from '#core/documents/index'
import { noticeDocument } from './notice.ts'

export default [noticeDocument] as readonly DocumentType[]
