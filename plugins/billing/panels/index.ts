import type { Panel } from '#core/records/index'
import { customerInvoicesPanel } from './customer_invoices.ts'
import { invoicesPanel } from './premise_invoices.ts'

export default [invoicesPanel, customerInvoicesPanel] as readonly Panel[]
