import type { CivilDate } from '#core/calendar/index'

export interface PrintingInvoice {
  readonly invoiceId: bigint
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly dueOn: CivilDate
}

/** What another plugin says on an invoice, at the head of its messages. */
export interface PrintedMessage {
  readonly tone: 'info' | 'attention'
  readonly title: string
  readonly text: string
}

/**
 * Payload of the extension point `billing.printing`: called when the paper of some invoices is made, before it is kept. Who has
 * something to tell their payers puts it in `messages`, one for an invoice; of what is severed nothing is told.
 */
export interface InvoicesPrinting {
  readonly issuedOn: CivilDate
  readonly invoices: readonly PrintingInvoice[]
  readonly messages: Map<bigint, PrintedMessage>
}
