import type { CivilDate, RefMonth } from '#core/calendar/index'
import type { CreditCause } from './invoice_line.ts'

export interface IssuedCharge {
  readonly chargeId: bigint
  readonly invoiceId: bigint
  /** Null for a customer without a premise. */
  readonly premiseId: bigint | null
  readonly chargeType: string
  readonly service: 'water' | 'sewage' | 'other'
  /** Code in the table of services, of a service that was asked for. */
  readonly serviceCode?: string | null
  readonly category: string | null
  readonly component: 'principal' | 'fine' | 'interest' | 'correction'
  readonly beneficiaryId: bigint
  readonly beneficiaryKind: 'utility' | 'third_party'
  readonly amountCents: bigint
  /** The waiting charge (late charges, underpayment) that it asks for: the right to it arose when that was made. */
  readonly pendingId: bigint | null
}

/** What an estimated month was charged too much, given back as a credit. */
export interface GrantedEstimate extends Pick<
  IssuedCharge,
  | 'invoiceId'
  | 'chargeType'
  | 'service'
  | 'category'
  | 'beneficiaryId'
  | 'beneficiaryKind'
  | 'amountCents'
> {
  readonly lineId: bigint
}

/** Payload of the extension point `billing.issued`: once per chunk of a run, or per correction, in its transaction. */
export interface IssuedBatch {
  /** Null for what was issued outside a run. */
  readonly runId: bigint | null
  /** Record type of what `invoiceId` names; invoices, when not said. */
  readonly sourceType?: string
  readonly reference: RefMonth
  readonly postedOn: CivilDate
  readonly packId: bigint
  readonly charges: readonly IssuedCharge[]
  /** Credits that invoices gave, line by line; left out where there are none. */
  readonly granted?: readonly GrantedEstimate[]
  /** Credits applied to invoices. */
  readonly credits: readonly {
    readonly invoiceId: bigint
    readonly creditId: bigint
    readonly cause: CreditCause
    readonly amountCents: bigint
    /** What it pays, when that is a third party's: it is received for it. */
    readonly thirdParty?: Pick<
      IssuedCharge,
      'beneficiaryId' | 'chargeType' | 'category' | 'component'
    >
  }[]
}
