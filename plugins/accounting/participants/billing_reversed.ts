import type { Participant } from '#core/actions/index'
import type { ReversedBatch } from '#plugins/billing/api'
import { arrangementsOf } from '#plugins/receivables/api'
import { type LedgerEvent, factsOf } from '../domain/event.ts'
import { instalmentEvents } from '../services/follow_instalments.ts'
import { postEvents } from '../services/post_events.ts'
import { type ReversedSource, reversePostings } from '../services/reverse_postings.ts'
import { isStrict } from '../services/without_account.ts'

const INVOICES = 'billing.invoices'
const RECEIPTS = 'receivables.receipts'

const sourcesOf = ({
  invoices,
  forgiven,
  late,
  sourceType = INVOICES,
}: ReversedBatch): ReversedSource[] => [
  ...invoices.map(({ invoiceId }): ReversedSource => ({
    ...{ sourceType, sourceId: invoiceId, sourceLine: null },
    events: [
      'invoice_charge_issued',
      'third_party_charge_issued',
      'credit_applied',
      'estimate_credit',
      'third_party_estimate_credit',
      'third_party_received',
    ],
  })),
  ...forgiven.map(({ receiptId, settlementId }): ReversedSource => ({
    ...{ sourceType: RECEIPTS, sourceId: receiptId, sourceLine: settlementId },
    events: ['shortfall_forgiven', 'third_party_forgiven'],
  })),
  ...late.map(({ receiptId, pendingId }): ReversedSource => ({
    ...{ sourceType: RECEIPTS, sourceId: receiptId, sourceLine: pendingId },
    events: ['late_charge', 'third_party_late_charge'],
  })),
]

/** What had been paid of a reversed invoice is owed to the customer: the receivable that the reversal took too far comes back. */
const creditEvent = (credit: ReversedBatch['credits'][number], reference: string): LedgerEvent => ({
  facts: factsOf('correction_credit', { cause: 'correction' }),
  amountCents: credit.amountCents,
  beneficiaryId: credit.beneficiaryId,
  sourceType: INVOICES,
  sourceId: credit.invoiceId,
  sourceLine: credit.creditId,
  reference,
})

/** What a third party had received is the customer's again. */
const returnedEvents = (
  credit: ReversedBatch['credits'][number],
  reference: string
): LedgerEvent[] =>
  credit.beneficiaryKind === 'utility'
    ? []
    : [
        {
          ...creditEvent(credit, reference),
          facts: factsOf('third_party_returned', { beneficiary_kind: 'third_party' }),
        },
      ]

/** Undoes what was posted of invoices that were cancelled or replaced, exactly. */
export const billingReversed: Participant<ReversedBatch> = {
  point: 'billing.reversed',
  async run(context, batch) {
    const { tx, municipalityId } = context
    const { postedOn, reference, credits, invoices } = batch
    await reversePostings(tx, { municipalityId, postedOn, sources: sourcesOf(batch) })
    const premiseIds = invoices.flatMap(({ premiseId }) => premiseId ?? [])
    const plans = await arrangementsOf(tx, municipalityId, { premiseIds })
    const events = [
      ...credits.flatMap((credit) => [
        creditEvent(credit, reference),
        ...returnedEvents(credit, reference),
      ]),
      ...(await instalmentEvents(tx, municipalityId, plans)),
    ]
    return postEvents(tx, {
      ...{ municipalityId, postedOn, events, isStrict: await isStrict(context, postedOn) },
    })
  },
}
