import type { Participant } from '#core/actions/index'
import type { IssuedBatch, IssuedCharge } from '#plugins/billing/api'
import { type LedgerEvent, factsOf } from '../domain/event.ts'
import { postEvents } from '../services/post_events.ts'
import { isStrict } from '../services/without_account.ts'

const INVOICES = 'billing.invoices'

/** A charge that waited from before was posted when the right to it arose. */
function chargeEvent(
  charge: IssuedCharge,
  { reference, sourceType = INVOICES }: Pick<IssuedBatch, 'reference' | 'sourceType'>
): LedgerEvent {
  const isOwn = charge.beneficiaryKind === 'utility'
  return {
    facts: factsOf(isOwn ? 'invoice_charge_issued' : 'third_party_charge_issued', {
      charge_type: charge.chargeType,
      service: charge.service,
      category: charge.category,
      component: charge.component,
      beneficiary_kind: charge.beneficiaryKind,
    }),
    amountCents: charge.amountCents,
    beneficiaryId: charge.beneficiaryId,
    sourceType,
    sourceId: charge.invoiceId,
    sourceLine: charge.chargeId,
    reference,
  }
}

function creditEvent(credit: IssuedBatch['credits'][number], reference: string): LedgerEvent {
  return {
    facts: factsOf('credit_applied', { cause: credit.cause }),
    amountCents: credit.amountCents,
    beneficiaryId: null,
    sourceType: INVOICES,
    sourceId: credit.invoiceId,
    sourceLine: credit.creditId,
    reference,
  }
}

/** Posts what a chunk of a billing run issued. */
export const billingIssued: Participant<IssuedBatch> = {
  point: 'billing.issued',
  async run(context, batch) {
    const { tx, municipalityId } = context
    const { postedOn, reference, charges, credits } = batch
    const events = [
      ...charges
        .filter(({ pendingId }) => pendingId === null)
        .map((charge) => chargeEvent(charge, batch)),
      ...credits.map((credit) => creditEvent(credit, reference)),
    ]
    return postEvents(tx, {
      ...{ municipalityId, postedOn, events, isStrict: await isStrict(context, postedOn) },
    })
  },
}
