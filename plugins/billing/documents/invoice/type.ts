import { readFileSync } from 'node:fs'
import type { DocumentType } from '#core/documents/index'
import { invoiceSample } from './sample.ts'
import { invoiceSchema } from './schema.ts'
import { invoiceStyle } from './style.ts'
import { invoiceTexts } from './texts.ts'
import type { InvoiceData } from './types.ts'

/**
 * The bill that customers receive, on A4. The bottom margin puts the middle of the bars 12 mm above the lower edge of
 * the paper, as FEBRABAN asks.
 */
export const invoiceDocument: DocumentType<InvoiceData> = {
  name: 'billing.invoice',
  title: 'Fatura de água e esgoto',
  schema: invoiceSchema,
  sample: invoiceSample,
  template: readFileSync(new URL('template.hbs', import.meta.url), 'utf8'),
  style: invoiceStyle,
  texts: invoiceTexts,
  paper: { format: 'A4', margins: { top: 8, right: 10, bottom: 5.5, left: 10 } },
  outputs: ['html', 'pdf', 'text', 'thermal', 'email', 'sms', 'whatsapp'],
}
