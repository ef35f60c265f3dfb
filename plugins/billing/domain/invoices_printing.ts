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

/** What was found in the water of the premise in a month, as its bill tells it (Decreto 5.440/2005). */
export interface PrintedQuality {
  readonly system: string
  readonly reference: string
  readonly source: string | null
  readonly conclusion: string
  readonly parameters: readonly {
    readonly name: string
    readonly limit: string
    readonly required: number
    readonly analysed: number
    readonly conforming: number
    readonly average: string | null
  }[]
}

/**
 * Payload of the extension point `billing.printing`: called when the paper of some invoices is made, before it is kept. Who has
 * something to tell their payers puts it in `messages`, one for an invoice; of what is severed nothing is told. Who knows the
 * water of the premises puts what its analyses found in `quality`.
 */
export interface InvoicesPrinting {
  readonly issuedOn: CivilDate
  readonly invoices: readonly PrintingInvoice[]
  readonly messages: Map<bigint, PrintedMessage>
  readonly quality: Map<bigint, PrintedQuality>
}
