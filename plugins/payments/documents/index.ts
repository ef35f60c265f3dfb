import type { DocumentType } from '#core/documents/index'
import { boletoDocument } from './boleto.ts'
import { tillReceiptDocument } from './till_receipt.ts'

export default [boletoDocument, tillReceiptDocument] as unknown as readonly DocumentType[]
