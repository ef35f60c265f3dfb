import { todayIn } from '#core/access/index'
import type { Tx } from '#core/database/index'
import { registeredCodes } from '#core/records/index'
import { chargeTitle, lineTitle } from '../../domain/line_title.ts'
import { latestChanges } from './corrected_set.ts'
import { findInvoice } from '../invoices/invoice_rows.ts'
import { recomputeInvoice } from '../replay/recompute_invoice.ts'
import { choiceKey, waitingOf } from './wanted_services.ts'

interface Scope {
  readonly municipalityId: bigint
  readonly invoiceId: bigint
}

/** A line that may be chosen. */
export interface LineChoice {
  readonly key: string
  readonly title: string
  readonly cents: bigint | null
}

/** What the form of the services of an invoice offers: its lines, what waits for one, what was taken out before, and reasons. */
export async function servicesView(tx: Tx, { municipalityId, invoiceId }: Scope) {
  const invoice = await findInvoice(tx, municipalityId, invoiceId)
  const { composed } = await recomputeInvoice(tx, invoice)
  const today = await todayIn(tx, municipalityId)
  const waiting = await waitingOf(tx, { invoice, today })
  const changes = await latestChanges(tx, [invoice])
  const removed = changes.get(invoice.set_key)?.[String(invoice.premise_id)]?.removed ?? []
  const reasons = await registeredCodes('billing.correction_reasons', municipalityId, tx)
  const lines = (composed?.lines ?? []).map(({ line }): LineChoice => ({
    ...{ key: choiceKey(line), title: lineTitle(line), cents: line.amountCents },
  }))
  const offered: LineChoice[] = [
    ...waiting.map((one) => ({
      ...{ key: `pending/${one.id}`, title: chargeTitle(one.chargeType), cents: one.amountCents },
    })),
    ...removed.map((key) => ({
      ...{ key, title: `${chargeTitle(key.split('/')[0]!)}, retirado antes`, cents: null },
    })),
  ]
  return { invoice, lines, offered, reasons }
}
