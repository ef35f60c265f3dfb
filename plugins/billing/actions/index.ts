import type { Action } from '#core/actions/index'
import { printInvoiceAction } from './print_invoice.ts'

export default [printInvoiceAction] as readonly Action[]
