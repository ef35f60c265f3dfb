import type { Participant } from '#core/actions/index'
import type { GrantedEstimate, IssuedBatch, IssuedCharge } from '#plugins/billing/api'
import { arrangementsOf } from '#plugins/receivables/api'
import { type LedgerEvent, factsOf } from '../domain/event.ts'
import { instalmentEvents } from '../services/follow_instalments.ts'
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
      service_code: charge.serviceCode ?? null,
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
    beneficiaryId: credit.thirdParty?.beneficiaryId ?? null,
    sourceType: INVOICES,
    sourceId: credit.invoiceId,
    sourceLine: credit.creditId,
    reference,
  }
}

/** What estimated months were charged too much is the customer's, and no revenue. */
const estimateEvent = (line: GrantedEstimate, reference: string): LedgerEvent => ({
  facts: factsOf(
    line.beneficiaryKind === 'utility' ? 'estimate_credit' : 'third_party_estimate_credit',
    {
      charge_type: line.chargeType,
      service: line.service,
      category: line.category,
      component: 'principal',
      beneficiary_kind: line.beneficiaryKind,
      cause: 'estimate',
    }
  ),
  amountCents: line.amountCents,
  beneficiaryId: line.beneficiaryId,
  sourceType: INVOICES,
  sourceId: line.invoiceId,
  sourceLine: line.lineId,
  reference,
})

/** A credit that pays a third party's charge: the money, which came in before, is to be handed over. */
function handedEvents(credit: IssuedBatch['credits'][number], reference: string): LedgerEvent[] {
  if (!credit.thirdParty) return []
  const { beneficiaryId, chargeType, category, component } = credit.thirdParty
  return [
    {
      ...creditEvent(credit, reference),
      facts: factsOf('third_party_received', {
        ...{ charge_type: chargeType, category, component, beneficiary_kind: 'third_party' },
      }),
      beneficiaryId,
    },
  ]
}

/** Posts what a chunk of a billing run issued. */
export const billingIssued: Participant<IssuedBatch> = {
  point: 'billing.issued',
  async run(context, batch) {
    const { tx, municipalityId } = context
    const { postedOn, reference, charges, credits, granted = [] } = batch
    const events = [
      ...charges
        .filter(({ pendingId }) => pendingId === null)
        .map((charge) => chargeEvent(charge, batch)),
      ...granted.map((line) => estimateEvent(line, reference)),
      ...credits.flatMap((credit) => [
        creditEvent(credit, reference),
        ...handedEvents(credit, reference),
      ]),
    ]
    const chargeIds = charges.flatMap(({ chargeType, pendingId }) =>
      chargeType === 'plan' && pendingId !== null ? [pendingId] : []
    )
    if (chargeIds.length > 0) {
      const plans = await arrangementsOf(tx, municipalityId, { chargeIds })
      events.push(...(await instalmentEvents(tx, municipalityId, plans)))
    }
    return postEvents(tx, {
      ...{ municipalityId, postedOn, events, isStrict: await isStrict(context, postedOn) },
    })
  },
}
