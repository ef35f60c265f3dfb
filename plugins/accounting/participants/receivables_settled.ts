import type { Participant } from '#core/actions/index'
import {
  type NewCredit,
  type NewPendingCharge,
  type SettledBatch,
  type SettledItem,
  type SettledReceipt,
  OFFSET_AGENT,
  closedCents,
} from '#plugins/receivables/api'
import { type EventName, type LedgerEvent, type PostingFacts, factsOf } from '../domain/event.ts'
import { type WithheldTax, withheldTaxes } from '../services/withheld_taxes.ts'
import { inscribedOrigins, originOf, releaseEvent } from '../services/active_debt.ts'
import { postEvents } from '../services/post_events.ts'
import { isStrict } from '../services/without_account.ts'

const RECEIPTS = 'receivables.receipts'

type Known = Partial<Omit<PostingFacts, 'event'>>
type Whence = Omit<LedgerEvent, 'facts' | 'amountCents'>

/** Money identified later was booked before, when it came; else it is at the bank from its credit date on. */
function placeOf(receipt: SettledReceipt): Pick<PostingFacts, 'money' | 'agent'> {
  const { wasUnidentified, creditedOn, postedOn, agentCode: agent } = receipt
  if (wasUnidentified) return { money: 'unidentified', agent }
  if (agent === OFFSET_AGENT) return { money: 'offset', agent }
  const isCredited = creditedOn !== null && creditedOn <= postedOn
  return { money: isCredited ? 'bank' : 'transit', agent }
}

function settlementEvents(
  item: SettledItem,
  receipt: SettledReceipt,
  taxes: readonly WithheldTax[]
): LedgerEvent[] {
  const isOwn = item.beneficiaryKind === 'utility'
  const known: Known = {
    charge_type: item.chargeType,
    category: item.category,
    component: item.component,
    beneficiary_kind: item.beneficiaryKind,
  }
  const whence: Whence = {
    beneficiaryId: item.beneficiaryId,
    sourceType: RECEIPTS,
    sourceId: item.receiptId,
    sourceLine: item.settlementId,
    reference: item.reference,
  }
  const event = (name: EventName, facts: Known, amountCents: bigint): LedgerEvent => ({
    facts: factsOf(name, facts),
    amountCents,
    ...whence,
  })
  return [
    event('receipt_settled', { ...known, ...placeOf(receipt) }, item.amountCents),
    ...(isOwn ? [] : [event('third_party_received', known, item.amountCents)]),
    event(isOwn ? 'shortfall_forgiven' : 'third_party_forgiven', known, item.forgivenCents),
    ...taxes.map(({ tax, cents }) => event('tax_withheld', { ...known, tax }, cents)),
  ]
}

const creditEvent = (credit: NewCredit, receipt: SettledReceipt): LedgerEvent => ({
  facts: factsOf('overpayment_credit', { cause: credit.cause, ...placeOf(receipt) }),
  amountCents: credit.amountCents,
  beneficiaryId: null,
  sourceType: RECEIPTS,
  sourceId: credit.receiptId,
  sourceLine: credit.id,
  reference: null,
})

const unidentifiedEvent = (receipt: SettledReceipt): LedgerEvent => ({
  facts: factsOf('unidentified_receipt', placeOf(receipt)),
  amountCents: receipt.amountCents,
  beneficiaryId: null,
  sourceType: RECEIPTS,
  sourceId: receipt.id,
  sourceLine: null,
  reference: null,
})

/** The right to late charges arises with the late payment; an underpayment is still the receivable that it was. */
const lateEvent = (charge: NewPendingCharge): LedgerEvent => ({
  facts: factsOf(charge.beneficiaryKind === 'utility' ? 'late_charge' : 'third_party_late_charge', {
    charge_type: charge.chargeType,
    category: charge.category,
    component: charge.component,
    beneficiary_kind: charge.beneficiaryKind,
  }),
  amountCents: charge.amountCents,
  beneficiaryId: charge.beneficiaryId,
  sourceType: RECEIPTS,
  sourceId: charge.receiptId,
  sourceLine: charge.id,
  reference: null,
})

/** Posts what a batch of receipts settled, gave as credit, could not identify or made due for lateness. */
export const receivablesSettled: Participant<SettledBatch> = {
  point: 'receivables.settled',
  async run(context, { postedOn, receipts, settlements, credits, pending }) {
    const { tx, municipalityId } = context
    const taxes = await withheldTaxes(tx, municipalityId, settlements)
    const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]))
    const inscribed = await inscribedOrigins(tx, municipalityId, settlements)
    const released = settlements.filter((item) => inscribed.has(originOf(item)))
    const events = [
      ...settlements.flatMap((item) =>
        settlementEvents(item, byId.get(item.receiptId)!, taxes.get(item.settlementId) ?? [])
      ),
      ...released.map((item) =>
        releaseEvent(item, {
          ...{ sourceType: RECEIPTS, sourceId: item.receiptId, sourceLine: item.settlementId },
          amountCents: closedCents(item),
        })
      ),
      ...credits.map((credit) => creditEvent(credit, byId.get(credit.receiptId)!)),
      ...receipts.filter((receipt) => receipt.class === 'unidentified').map(unidentifiedEvent),
      ...pending.filter(({ cause }) => cause === 'late').map(lateEvent),
    ]
    return postEvents(tx, {
      ...{ municipalityId, postedOn, events, isStrict: await isStrict(context, postedOn) },
    })
  },
}
