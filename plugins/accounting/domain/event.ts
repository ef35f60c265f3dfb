/** What the ledger is told of. `third_party_*`: of money that the utility only collects (DECISIONS 44). */
export const EVENTS = [
  'invoice_charge_issued',
  'third_party_charge_issued',
  'credit_applied',
  'estimate_credit',
  'third_party_estimate_credit',
  'receipt_settled',
  'third_party_received',
  'shortfall_forgiven',
  'third_party_forgiven',
  'tax_withheld',
  'late_charge',
  'third_party_late_charge',
  'overpayment_credit',
  'unidentified_receipt',
  'correction_credit',
  'provision_recorded',
  'provision_reversed',
  'third_party_passed',
  'collection_fee_kept',
  'third_party_returned',
  'opening_debt',
  'third_party_opening_debt',
  'opening_credit',
  'plan_late_given_up',
  'plan_discount',
  'plan_discount_lapsed',
  'plan_interest_given_up',
  'debt_inscribed',
  'debt_released',
  'debt_written_off',
  'plan_instalments_waiting',
  'plan_instalments_billed',
  'credit_refunded',
  'receipt_forwarded',
  'tax_assessed',
  'loan_interest_accrued',
] as const
export type EventName = (typeof EVENTS)[number]

/** What is written with the accounts turned round when what an event told of is undone: no rule is asked again. */
export const REVERSALS = {
  invoice_charge_issued: 'invoice_charge_reversed',
  third_party_charge_issued: 'third_party_charge_reversed',
  credit_applied: 'credit_application_reversed',
  estimate_credit: 'estimate_credit_reversed',
  third_party_estimate_credit: 'third_party_estimate_credit_reversed',
  receipt_settled: 'receipt_reversed',
  third_party_received: 'third_party_receipt_reversed',
  tax_withheld: 'tax_withholding_reversed',
  overpayment_credit: 'overpayment_credit_reversed',
  unidentified_receipt: 'unidentified_receipt_reversed',
  shortfall_forgiven: 'shortfall_restored',
  third_party_forgiven: 'third_party_restored',
  late_charge: 'late_charge_reversed',
  third_party_late_charge: 'third_party_late_charge_reversed',
  debt_released: 'debt_release_reversed',
  debt_written_off: 'debt_write_off_reversed',
} as const satisfies Partial<Record<EventName, string>>
export type ReversalName = (typeof REVERSALS)[keyof typeof REVERSALS]

/** Written by people, on accounts that they name: no rule is asked. */
export const MANUAL_ENTRY = 'manual_entry'

/** Where the money of a receipt is: at the bank, on its way, already booked as unidentified, or what the utility owed. */
export type MoneyPlace = 'bank' | 'transit' | 'unidentified' | 'offset'

/** What decides the accounts of one event: few distinct values, so that the rule is asked once for many postings. */
export interface PostingFacts {
  readonly event: EventName
  readonly charge_type: string | null
  readonly service: string | null
  /** Code in the table of services. */
  readonly service_code: string | null
  readonly category: string | null
  readonly component: string | null
  readonly beneficiary_kind: 'utility' | 'third_party' | null
  readonly money: MoneyPlace | null
  readonly agent: string | null
  /** Of a credit: overpayment, duplicate, correction or estimate. */
  readonly cause: string | null
  /** Code of a tax that the payer kept. */
  readonly tax: string | null
}

/** One thing to post, with where it came from. */
export interface LedgerEvent {
  readonly facts: PostingFacts
  readonly amountCents: bigint
  readonly beneficiaryId: bigint | null
  readonly sourceType: string
  readonly sourceId: bigint
  readonly sourceLine: bigint | null
  readonly reference: string | null
}

const NOTHING: Omit<PostingFacts, 'event'> = {
  charge_type: null,
  service: null,
  service_code: null,
  category: null,
  component: null,
  beneficiary_kind: null,
  money: null,
  agent: null,
  cause: null,
  tax: null,
}

/** Facts of an event; what does not concern it is null. */
export const factsOf = (
  event: EventName,
  known: Partial<Omit<PostingFacts, 'event'>>
): PostingFacts => ({ event, ...NOTHING, ...known })
