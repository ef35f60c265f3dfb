import type { Panel } from '#core/records/index'
import { bookletPanel } from './booklet.ts'
import { customerInvoicesPanel } from './customer_invoices.ts'
import { papers } from './papers.ts'
import { invoicesPanel } from './premise_invoices.ts'
import { serviceParcelsPanel } from './service_parcels.ts'
import { servicePrices } from './service_price.ts'

export default [
  invoicesPanel,
  customerInvoicesPanel,
  serviceParcelsPanel,
  ...servicePrices,
  bookletPanel,
  ...papers,
] as readonly Panel[]
