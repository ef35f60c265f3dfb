import type { DocumentType } from '#core/documents/index'
import { premiseToTry } from '../services/notice_data.ts'
import { noticeDocument } from './notice/type.ts'

export default [{ ...noticeDocument, find: premiseToTry }] as readonly DocumentType[]
