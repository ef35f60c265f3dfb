import type { ActionContext } from '#core/actions/index'
import { type JsonObject, type Tx, query } from '#core/database/index'
import type { Corrected } from './replace_invoices.ts'

/** What an invoice charged before credits, in cents: what authority over cancelling is measured by; 0 of one that does not exist. */
export async function grossCents(
  tx: Tx,
  municipalityId: bigint,
  invoiceId: bigint | number
): Promise<bigint> {
  const [row] = await query<{ gross: bigint }>(
    tx,
    `select (total_cents + credits_cents)::bigint as gross from billing_invoices where municipality_id = ? and id = ?`,
    [municipalityId, invoiceId]
  )
  return row?.gross ?? 0n
}

/** By how much a correction changed what is charged, in cents, up or down: what authority over corrections is measured by. */
export const changedCents = ({ members }: Corrected): bigint =>
  members.reduce((sum, { before, after }) => {
    const gross = before.total_cents + before.credits_cents
    const now = after ? after.composed.totalCents + after.composed.creditsCents : 0n
    return sum + (now > gross ? now - gross : gross - now)
  }, 0n)

/** Tells the events of a correction, one for each invoice that it ended. */
export function tellCorrected({ emit }: ActionContext, { members }: Corrected): void {
  for (const { before, after } of members) {
    const told = {
      invoice: String(before.id),
      number: before.number,
      premise: String(before.premise_id),
      reference: before.reference,
    }
    if (after) {
      emit('billing.invoice_replaced', {
        ...told,
        successor: String(after.id),
        successor_number: after.number,
        total_cents: String(after.composed.totalCents),
      })
    } else emit('billing.invoice_cancelled', { ...told, total_cents: String(before.total_cents) })
  }
}

/** What the trail keeps of a correction. */
export const correctionTrail = ({ correctionId, members }: Corrected): JsonObject => ({
  correction: String(correctionId),
  invoices: members.map(({ before, after }) => ({
    invoice: String(before.id),
    successor: after ? String(after.id) : null,
    before_cents: String(before.total_cents),
    after_cents: String(after?.composed.totalCents ?? 0n),
  })),
})
