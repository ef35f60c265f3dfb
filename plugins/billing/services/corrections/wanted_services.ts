import { formatMoney } from '#core/money/index'
import { type Tx } from '#core/database/index'
import { liveFacts } from '#plugins/receivables/api'
import { lineKey } from '../../domain/line_changes.ts'
import { chargeTitle, lineTitle } from '../../domain/line_title.ts'
import { errors } from '../../errors.ts'
import type { Present, Wanted } from './correction_request.ts'
import type { InvoiceRow } from '../invoices/invoice_rows.ts'

/** Lines by their key: `water/RES` of the tariff, `pending/17` of a charge that had waited or waits. */
export interface ServicesRequest {
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

const PENDING = 'pending/'

/** The key of a line for who chooses among them. */
export const choiceKey = (line: Present['composed']['lines'][number]['line']): string =>
  line.pendingId === null ? lineKey(line) : `${PENDING}${line.pendingId}`

/**
 * Lines taken out and put in (TR-3.2.7.13.1): a line of the tariff is not charged in this month; one that had waited waits again, for
 * the next invoice. Errors: E_BILLING_LINE_UNKNOWN, E_BILLING_NOTHING_CHANGES.
 */
export async function wantedServices(
  tx: Tx,
  present: Present,
  { removed, added }: ServicesRequest
): Promise<Wanted> {
  const { composed, changed, invoice } = present
  const lines = new Map(composed.lines.map(({ line }) => [choiceKey(line), line]))
  const gone = removed.map((key) => lines.get(key) ?? refuse(key))
  const found = await waitingOf(tx, present)
  const waiting = new Map(found.map((one) => [`${PENDING}${one.id}`, one]))
  const back = new Set(changed.removed)
  const coming = added.filter((key) => !back.has(key)).map((key) => waiting.get(key) ?? refuse(key))
  const tariff = gone.filter(({ pendingId }) => pendingId === null).map(lineKey)
  if (gone.length + added.length === 0) {
    throw errors.E_BILLING_NOTHING_CHANGES({ number: invoice.number })
  }
  return {
    change: {
      removed: [...(changed.removed ?? []).filter((key) => !added.includes(key)), ...tariff],
    },
    postponed: gone.flatMap(({ pendingId }) => (pendingId === null ? [] : [pendingId])),
    added: coming.map(({ id }) => id),
    notes: [
      ...gone.map((line) =>
        line.pendingId === null
          ? `${lineTitle(line)} deixa de ser cobrado neste mês.`
          : `${lineTitle(line)} (${formatMoney(line.amountCents)}) volta a esperar a próxima fatura.`
      ),
      ...coming.map(
        (one) =>
          `${one.label ?? chargeTitle(one.chargeType)} (${formatMoney(one.amountCents)}), que esperava, entra nesta fatura.`
      ),
      ...added
        .filter((key) => back.has(key))
        .map((key) => `${chargeTitle(key.split('/')[0]!)} volta a ser cobrado.`),
    ],
  }
}

function refuse(key: string): never {
  throw errors.E_BILLING_LINE_UNKNOWN({ line: key })
}

/** Charges of the invoice's debtor that wait for a document. */
export async function waitingOf(
  tx: Tx,
  { invoice, today }: { readonly invoice: InvoiceRow; readonly today: Present['today'] }
) {
  const { municipality_id: municipalityId, premise_id: premiseId, debtor_id: holderId } = invoice
  const holders = [{ premiseId, holderId }]
  const live = await liveFacts(tx, { municipalityId, holders, on: today })
  return live.get(premiseId)?.pending ?? []
}
