import type { DocumentType } from '#core/documents/index'
import { bookDocument } from './book.ts'
import {
  acknowledgementDocument,
  certificateDocument,
  extrajudicialDocument,
  noticeDocument,
  termDocument,
} from './papers.ts'

export default [
  ...[termDocument, bookDocument, noticeDocument, certificateDocument],
  ...[extrajudicialDocument, acknowledgementDocument],
] as unknown as readonly DocumentType[]
