import type { Purpose } from './chart.ts'
import type { EventName } from './event.ts'

/** What each event does to the balance of a purpose once it is posted: +1 adds its amount, -1 takes it. */
export const EFFECTS: Readonly<Record<EventName, Partial<Readonly<Record<Purpose, 1 | -1>>>>> = {
  invoice_charge_issued: { receivables: 1, revenue: 1 },
  third_party_charge_issued: { receivables: 1, third_parties: 1 },
  credit_applied: { customer_credits: -1, receivables: -1 },
  estimate_credit: { customer_credits: 1, revenue: -1 },
  third_party_estimate_credit: { customer_credits: 1, third_parties: -1 },
  receipt_settled: { cash: 1, receivables: -1 },
  // Moves between accounts of third parties only.
  third_party_received: {},
  shortfall_forgiven: { losses: 1, receivables: -1 },
  third_party_forgiven: { third_parties: -1, receivables: -1 },
  tax_withheld: { withheld_taxes: 1, receivables: -1 },
  late_charge: { receivables: 1, late_revenue: 1 },
  third_party_late_charge: { receivables: 1, third_parties: 1 },
  overpayment_credit: { cash: 1, customer_credits: 1 },
  unidentified_receipt: { cash: 1, customer_credits: 1 },
  // The money stays; what it pays is in other books.
  receipt_forwarded: { customer_credits: -1 },
  credit_refunded: { cash: -1, customer_credits: -1 },
  correction_credit: { customer_credits: 1, receivables: 1 },
  provision_recorded: { loss_allowance: 1, loss_expense: 1 },
  third_party_passed: { third_parties: -1, cash: -1 },
  // Revenue of its own, which no invoice charges.
  collection_fee_kept: { third_parties: -1 },
  third_party_returned: {},
  opening_debt: { receivables: 1 },
  third_party_opening_debt: { receivables: 1, third_parties: 1 },
  opening_credit: { customer_credits: 1 },
  plan_late_given_up: { receivables: -1, late_revenue: -1 },
  plan_discount: { losses: 1, receivables: -1 },
  plan_discount_lapsed: { losses: -1, receivables: 1 },
  plan_interest_given_up: { losses: 1, receivables: -1 },
  // Moves between accounts of receivables only.
  debt_inscribed: {},
  debt_released: {},
  plan_instalments_waiting: {},
  plan_instalments_billed: {},
  debt_written_off: { losses: 1, receivables: -1 },
  // Between accounts that no check adds.
  tax_assessed: {},
  loan_interest_accrued: {},
  provision_reversed: { loss_allowance: -1, loss_expense: -1 },
}

/** Parked movements of one event. */
export interface WaitingSum {
  readonly event: EventName
  /** Of money booked before as unidentified: it leaves that account instead of coming in. */
  readonly isMoved: boolean
  /** Of settlements without cash: what the utility owes goes down instead of cash going up. */
  readonly isOffset: boolean
  readonly cents: bigint
}

/** What the parked movements would add to the balance of a purpose. */
export function waitingEffect(waiting: readonly WaitingSum[], purpose: Purpose): bigint {
  return waiting.reduce((sum, { event, isMoved, isOffset, cents }) => {
    const moved = isMoved && (purpose === 'cash' || purpose === 'customer_credits') ? -1 : 0
    const apart = isOffset && (purpose === 'cash' || purpose === 'offsets') ? -1 : 0
    return sum + BigInt((EFFECTS[event][purpose] ?? 0) + moved + apart) * cents
  }, 0n)
}
