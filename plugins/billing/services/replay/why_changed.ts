import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import {
  type Change,
  type ChangeCause,
  type Side,
  compareInvoices,
} from '../../domain/compare_invoices.ts'
import { type InvoiceRow, findInvoice } from '../invoices/invoice_rows.ts'
import { billingRules } from '../run/billing_rules.ts'
import { parseFrozen } from '../run/charge_owners.ts'
import { CAUSE_TITLES, type Told, changeText, headline } from './change_text.ts'
import { type Recomputed, recomputeInvoice } from './recompute_invoice.ts'

interface Compared {
  readonly id: bigint
  readonly number: string
  readonly reference: RefMonth
  readonly totalCents: bigint
}

/** An invoice beside the one before it: each change with its words; their cents add up to the difference. */
export interface WhyChanged {
  readonly before: Compared
  readonly after: Compared
  readonly differenceCents: bigint
  readonly headline: string
  readonly changes: readonly {
    readonly causes: readonly (ChangeCause | 'unexplained')[]
    readonly title: string
    readonly text: string
    readonly cents: bigint
    readonly lines: Change['lines']
  }[]
}

/**
 * Why an invoice asks for more or less than that of the month before. Null for the first invoice of a premise. Whatever the
 * recalculation of one of both does not come to again is told as such. @throws E_BILLING_INVOICE_UNKNOWN
 */
export async function whyChanged(
  tx: Tx,
  { municipalityId, invoiceId }: { readonly municipalityId: bigint; readonly invoiceId: bigint }
): Promise<WhyChanged | null> {
  const after = await findInvoice(tx, municipalityId, invoiceId)
  const before = await invoiceBefore(tx, after)
  const [was, is] = [before && (await sideOf(tx, before)), await sideOf(tx, after)]
  if (!before || !was || !is) return null
  const differenceCents = after.total_cents - before.total_cents
  const changes = compareInvoices(was, is)
  const rest = differenceCents - changes.reduce((sum, { cents }) => sum + cents, 0n)
  const told = changes.map((change) => ({
    ...change,
    title: change.causes
      .map((cause) => CAUSE_TITLES[cause])
      .join(' e ')
      .toLowerCase(),
    text: change.causes.map((cause) => changeText(cause, was, is)).join(' '),
  }))
  return {
    ...{ before: compared(before), after: compared(after), differenceCents },
    headline: headline(differenceCents, before.reference, told),
    changes: rest === 0n ? told : [...told, unexplained(rest)],
  }
}

const unexplained = (cents: bigint): WhyChanged['changes'][number] => ({
  ...{ causes: ['unexplained'], title: 'sem explicação', cents, lines: [] },
  text: 'O recálculo de uma das faturas não chega ao que foi emitido.',
})

const compared = ({ id, number, reference, total_cents: totalCents }: InvoiceRow): Compared => ({
  ...{ id, number, reference, totalCents },
})

async function invoiceBefore(tx: Tx, after: InvoiceRow): Promise<InvoiceRow | null> {
  const { municipality_id: municipalityId, premise_id: premiseId, reference } = after
  const [row] = await query<{ id: bigint }>(
    tx,
    `select id from billing_invoices
      where municipality_id = ? and premise_id = ? and reference < ? and settlement not in ('cancelled', 'replaced')
      order by reference desc, version desc limit 1`,
    [municipalityId, premiseId, reference]
  )
  return row ? findInvoice(tx, municipalityId, row.id) : null
}

async function sideOf(tx: Tx, invoice: InvoiceRow): Promise<(Side & Told) | null> {
  const { composed, pack }: Recomputed = await recomputeInvoice(tx, invoice)
  if (!composed) return null
  return { composed, pack, rules: billingRules(pack, invoice.rules_on, parseFrozen(invoice)) }
}
