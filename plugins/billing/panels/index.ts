import type { Panel } from '#core/records/index'
import { invoicesPanel } from './premise_invoices.ts'

export default [invoicesPanel] as readonly Panel[]
