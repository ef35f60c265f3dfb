import type { DocumentType } from '#core/documents/index'
import { boletoDocument } from './boleto.ts'

export default [boletoDocument] as unknown as readonly DocumentType[]
