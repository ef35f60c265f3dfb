import type { Participant } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import {
  type CreditedCharge,
  OFFSET_AGENT,
  type UndoneReceipt,
  type UnsettledBatch,
} from '#plugins/receivables/api'
import { type LedgerEvent, type REVERSALS, factsOf } from '../domain/event.ts'
import { postEvents } from '../services/post_events.ts'
import { reversePostings } from '../services/reverse_postings.ts'

const RECEIPTS = 'receivables.receipts'
const CREDITS = 'receivables.credits'

/** What a receipt is booked by once it has its document. */
const APPLIED: readonly (keyof typeof REVERSALS)[] = [
  ...(['receipt_settled', 'third_party_received', 'tax_withheld', 'overpayment_credit'] as const),
  ...(['shortfall_forgiven', 'third_party_forgiven'] as const),
  ...(['late_charge', 'third_party_late_charge', 'debt_released'] as const),
]

/** A charge that was billed before it was undone is still asked for: the customer has its amount as a credit. */
const creditEvent = (charge: CreditedCharge): LedgerEvent => ({
  facts: factsOf('correction_credit', { cause: 'correction' }),
  amountCents: charge.amountCents,
  beneficiaryId: charge.beneficiaryId,
  sourceType: CREDITS,
  sourceId: charge.creditId,
  sourceLine: charge.id,
  reference: null,
})

/** Money that leaves a document and came with it: it is unidentified from today on. */
const unidentifiedEvent = (receipt: UndoneReceipt, isCredited: boolean): LedgerEvent => ({
  facts: factsOf('unidentified_receipt', {
    agent: receipt.agentCode,
    money: receipt.agentCode === OFFSET_AGENT ? 'offset' : isCredited ? 'bank' : 'transit',
  }),
  amountCents: receipt.amountCents,
  beneficiaryId: null,
  sourceType: RECEIPTS,
  sourceId: receipt.id,
  sourceLine: null,
  reference: null,
})

/** Receipts that stand in the books as unidentified, from before they found their document. */
async function bookedBefore(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<ReadonlySet<bigint>> {
  const rows = await query<{ source_id: bigint }>(
    tx,
    `select p.source_id from accounting_postings p
      where p.municipality_id = ? and p.source_type = '${RECEIPTS}' and p.source_id = any(?::bigint[])
        and p.event = 'unidentified_receipt'
        and not exists (select from accounting_postings r where r.reverses_id = p.id)
     union
     select source_id from accounting_unposted
      where municipality_id = ? and source_type = '${RECEIPTS}' and source_id = any(?::bigint[])
        and event = 'unidentified_receipt' and state = 'waiting'`,
    [municipalityId, ids, municipalityId, ids]
  )
  return new Set(rows.map(({ source_id: id }) => id))
}

/** Turns round what was posted of receipts that are undone; money that only changes its document stays in the books. */
export const receivablesUnsettled: Participant<UnsettledBatch> = {
  point: 'receivables.unsettled',
  async run({ tx, municipalityId }, { postedOn, becomes, receipts, credited }) {
    const ids = receipts.map(({ id }) => id)
    const events = becomes === 'reversed' ? [...APPLIED, 'unidentified_receipt' as const] : APPLIED
    const sources = ids.map((sourceId) => ({
      ...{ sourceType: RECEIPTS, sourceId, sourceLine: null, events },
    }))
    await reversePostings(tx, { municipalityId, postedOn, sources })
    const booked = await bookedBefore(tx, municipalityId, ids)
    const moved = becomes === 'reversed' ? [] : receipts.filter(({ id }) => !booked.has(id))
    return postEvents(tx, {
      ...{ municipalityId, postedOn },
      events: [
        ...credited.map(creditEvent),
        ...moved.map((receipt) => {
          const { creditedOn } = receipt
          return unidentifiedEvent(receipt, creditedOn !== null && creditedOn <= postedOn)
        }),
      ],
    })
  },
}
