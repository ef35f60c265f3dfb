import type { ActionContext } from '#core/actions/index'
import type { ReversedBatch } from '../../domain/reversed_batch.ts'
import { releaseHolds } from '../invoices/holds.ts'
import { openCorrection } from './open_correction.ts'
import { type Corrected, withdraw } from './replace_invoices.ts'
import { insertCorrection, linkCorrection } from './write_correction.ts'

interface Cancelling {
  readonly invoiceId: bigint
  readonly reasonCode: string
}

/**
 * Cancels an invoice: nothing is owed for it any more, and what was paid of it becomes credit. Nothing takes its place.
 * Errors: those of `openCorrection`, E_RECEIVABLES_CARRIED.
 */
export async function cancelInvoice(
  context: ActionContext,
  { invoiceId, reasonCode }: Cancelling
): Promise<Corrected> {
  const { tx, municipalityId } = context
  const kind = 'cancel' as const
  const open = await openCorrection(context, { invoiceId, kind, reasonCode })
  const { invoice, changes, today, effects } = open
  const { withdrawn, credits } = await withdraw(context, {
    ...{ open, members: [invoice], isCancelled: true },
  })
  const paidCents = credits.reduce((sum, { amountCents }) => sum + amountCents, 0n)
  const correctionId = await insertCorrection(context, {
    ...{ kind, reasonCode, open, changes, members: [invoice], composed: [], paidCents },
  })
  await linkCorrection(tx, correctionId, {
    state: 'cancelled',
    pairs: [{ originId: invoice.id, successorId: null }],
  })
  await releaseHolds(tx, {
    municipalityId,
    invoiceIds: [invoice.id],
    by: context.actor.name,
    at: context.now,
    why: 'Fatura cancelada',
  })
  await context.participate<ReversedBatch>('billing.reversed', {
    ...{ correctionId, kind, reference: invoice.reference, postedOn: today, credits },
    invoices: [{ invoiceId: invoice.id, premiseId: invoice.premise_id, successorId: null }],
    ...{ forgiven: withdrawn.forgiven, late: withdrawn.late },
  })
  return {
    ...{ correctionId, kind, effects, withdrawn, paidCents, leftCents: paidCents, notes: [] },
    members: [{ before: invoice, wasComposed: null, after: null }],
  }
}
