import type { Participant } from '#core/actions/index'
import type { ReversedBatch } from '#plugins/billing/api'
import { INVOICE } from '../services/candidates.ts'
import { removalContext } from '../services/removal_context.ts'
import { removeDebts, standingDebts } from '../services/removals.ts'

/** What was cancelled or corrected was wrong as the bureau has it: it leaves; what took its place is listed anew, after a notice. */
export const invoicesReversed: Participant<ReversedBatch> = {
  point: 'billing.reversed',
  async run(context, { sourceType, invoices }) {
    const type =
      sourceType === undefined || sourceType === 'billing.invoices' ? INVOICE : sourceType
    const origins = invoices.map(({ invoiceId: id }) => ({ type, id }))
    const standing = await standingDebts(context.tx, context.municipalityId, origins)
    const leaving = standing.map(({ id }) => ({ debtId: id, cause: 'correction' as const }))
    await removeDebts(removalContext(context), leaving)
    return []
  },
}
