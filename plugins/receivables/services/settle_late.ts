import type { SettledItem } from '../domain/advice.ts'
import type { SettlementPlan } from '../domain/plan_settlement.ts'
import type { LockedDocument, LockedItem } from './paid_documents.ts'
import type { Pending, ReceiptToSettle } from './settle_receipts.ts'
import { RECEIPT_ORIGIN } from './undo_charges.ts'

type LateDraft = Omit<Pending, 'id'>

export interface LatePaid {
  readonly plan: SettlementPlan
  /** Those that the money paid say so; of one paid in part, the rest waits. */
  readonly charges: readonly LateDraft[]
}

/**
 * Money above the items of a document that asked for late charges pays them at once, in their order: what is left over is the
 * customer's, what is missing waits for the next document.
 */
export function payLate(
  plan: SettlementPlan,
  charges: readonly LateDraft[],
  receipt: ReceiptToSettle,
  document: LockedDocument
): LatePaid {
  if (!document.asksLate || plan.creditCause !== 'overpayment') return { plan, charges }
  let money = plan.creditCents
  const shared = charges.flatMap((charge): LateDraft[] => {
    const paid = money < charge.amountCents ? money : charge.amountCents
    money -= paid
    if (paid === 0n) return [charge]
    const rest = charge.amountCents - paid
    const settled = { ...charge, amountCents: paid, isPaid: true }
    return rest === 0n ? [settled] : [settled, { ...charge, amountCents: rest }]
  })
  const isExpired = receipt.paidOn > document.validUntil || !document.isLive
  return {
    plan: {
      ...plan,
      appliedCents: receipt.amountCents - money,
      creditCents: money,
      creditCause: money > 0n ? 'overpayment' : null,
      class: money > 0n ? 'overpaid' : isExpired ? 'expired_document' : 'late',
    },
    charges: shared,
  }
}

/** The settlement of a late charge that was paid at once, by an item of its own. */
export const lateSettlement = (
  charge: LateDraft,
  { reference }: LockedItem,
  receipt: ReceiptToSettle
): Omit<SettledItem, 'settlementId' | 'itemId' | 'postedOn'> => ({
  ...{ receiptId: receipt.id, premiseId: charge.premiseId, reference, category: null },
  ...{ originType: RECEIPT_ORIGIN, originId: receipt.id, chargeType: charge.chargeType },
  ...{ component: charge.component, beneficiaryId: charge.beneficiaryId },
  ...{ beneficiaryKind: charge.beneficiaryKind, amountCents: charge.amountCents },
  ...{ transferredCents: 0n, forgivenCents: 0n, withheldCents: 0n, settledOn: receipt.paidOn },
})
