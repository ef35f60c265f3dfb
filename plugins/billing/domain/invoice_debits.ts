import type { CivilDate, RefMonth } from '#core/calendar/index'

/** Where an invoice is debited, as its paper says. */
export interface InvoiceDebit {
  readonly bank: string
  /** Agency and account, masked: papers are read by others too. */
  readonly account: string
}

export interface IssuingInvoice {
  readonly invoiceId: bigint
  readonly documentId: bigint
  readonly number: string
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly reference: RefMonth
  readonly dueOn: CivilDate
  /** Of its own document: what is severed from it is asked for apart. */
  readonly amountCents: bigint
}

/**
 * Payload of the extension point `billing.collecting`: called while invoices are written, by a run or a correction, in its
 * transaction. Who debits one from the payer's account says so in `debits`; nobody else is offered a code for it.
 */
export interface InvoicesCollecting {
  readonly municipalityId: bigint
  readonly issuedOn: CivilDate
  /** Those that ask for money. */
  readonly invoices: readonly IssuingInvoice[]
  /** By invoice. */
  readonly debits: Map<bigint, InvoiceDebit>
}
