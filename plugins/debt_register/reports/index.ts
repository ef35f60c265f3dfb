import type { Report } from '#core/reports/index'
import { documents, settledByDocument } from './documents.ts'
import { inscriptions, payments } from './entries.ts'

export default [inscriptions, payments, settledByDocument, documents] as readonly Report[]
