import type { Panel } from '#core/records/index'
import { boletoPapers, documentBoletos, remittanceFile, tillReceiptPaper } from './boletos.ts'
import { forwardingFile } from './forwarding_file.ts'
import { daySplit } from './day_split.ts'

export default [
  daySplit,
  boletoPapers,
  remittanceFile,
  forwardingFile,
  documentBoletos,
  tillReceiptPaper,
] as readonly Panel[]
