import type { DocumentType } from '#core/documents/index'
import { orderPaper } from './order_paper.ts'

export default [orderPaper] as readonly DocumentType[]
