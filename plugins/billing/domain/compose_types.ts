import type { BusinessCalendar, CivilDate } from '#core/calendar/index'
import type { AlternativeSource } from './alternative_sources.ts'
import type { OpenCredit } from './apply_credits.ts'
import type { CategorySplit } from './category_split.ts'
import type { CondominiumRule, CondominiumShare } from './condominium_share.ts'
import type { DueDateRule } from './due_date.ts'
import type {
  Component,
  GrantedCredit,
  OwnerKind,
  SettledLine,
  UsedCredit,
} from './invoice_line.ts'
import type { AskedFacts, PremiseMonth } from './premise_month.ts'
import type { TariffBenefit } from './tariff_benefit.ts'
import type { SiteBill } from './site_bill.ts'
import type { Withheld, WithholdingRule } from './withholding.ts'

/** What one category of a premise is charged for. */
export interface CategoryFacts extends AskedFacts {
  readonly category: string
  readonly economies: number
  readonly waterM3: string
  readonly isWaterBillable: boolean
  readonly isSewageBillable: boolean
  readonly sewageClass: string | null
  /** Not said where nobody knows: a table that asks refuses to answer. */
  readonly isMetered?: boolean
  /** The kind of tariff, where the load says it. */
  readonly profile?: string
  /** Water was consumed: it is charged in whatever situation. */
  readonly isConsumed?: boolean
  /** Days for which fixed amounts and minima are due; all of them, when not said. */
  readonly minimumDays?: BillableDays
  /** Of a period that is no month of the usual length: its days, and the month's; limits of brackets are scaled by them. */
  readonly limitDays?: BillableDays
  /** Among how many categories the premise's economies are divided. */
  readonly categories: number
}

export interface CategoryCharge {
  readonly chargeType: string
  readonly service: 'water' | 'sewage' | 'other'
  readonly category: string
  readonly quantityM3: string
  readonly amountCents: bigint
  readonly versionId: bigint
}

/** The tariff as a function; the decision and the tables are behind it. */
export type ChargeCategory = (
  facts: CategoryFacts,
  period: { readonly previousReadOn: CivilDate; readonly readOn: CivilDate }
) => readonly CategoryCharge[]

/** Days of a period in which a connection was in a situation that is billed. */
export interface BillableDays {
  readonly days: number
  readonly ofDays: number
}

/** Periods of these days are a month; others are charged in proportion to the nominal one. */
export interface UsualPeriod {
  readonly fromDays: number
  readonly untilDays: number
  readonly nominalDays: number
}

/** Situations of a connection in which the service is charged even without consumption. */
export interface BillableServices {
  readonly water: readonly string[]
  readonly sewage: readonly string[]
}

/** Whose a charge is, as the run froze it. */
export interface ChargeOwner {
  readonly id: bigint
  readonly kind: OwnerKind
}

export interface DeliveryFee {
  readonly chargeType: string
  readonly cents: bigint
  readonly versionId: bigint
}

export interface BillingRules {
  readonly issuedOn: CivilDate
  readonly dueDate: DueDateRule
  readonly minimumIssueCents: bigint
  /** Days between a connection or reconnection and the reading, at least, for a first charge. */
  readonly firstChargeDays: number
  /** What a bill that is delivered elsewhere pays; null where nobody is charged. */
  readonly deliveryFee: DeliveryFee | null
  readonly condominiumShare: CondominiumRule
  readonly categorySplit: CategorySplit
  readonly billableServices: BillableServices
  /** What decides a month in which a connection changed: the days of each situation, or that of the load. */
  readonly situationDays: 'by_days' | 'at_load'
  /** Which periods are no month, and of how many days a month is; null where every period is charged as one. */
  readonly usualPeriod: UsualPeriod | null
  /** Taxes that some payers keep; null where none does. */
  readonly withholding: WithholdingRule | null
  readonly banks: BusinessCalendar
  /** Whose a charge is, by charge type. */
  readonly beneficiaryOf: (chargeType: string) => ChargeOwner | null
  readonly charge: ChargeCategory
}

/** A charge that waited for this invoice. */
export interface Waiting {
  readonly id: bigint
  readonly chargeType: string
  readonly category: string | null
  readonly component: Component
  readonly beneficiaryId: bigint
  readonly beneficiaryKind: OwnerKind
  readonly amountCents: bigint
  readonly cause: 'late' | 'underpayment' | 'carried' | 'service' | 'plan' | 'plan_interest'
  /** What a service is called on the bill. */
  readonly label?: string
}

/** What is live at billing, of one premise. */
export interface LiveOfPremise {
  /** Whose they are; none where nothing was live. */
  readonly holderId?: bigint
  /** Of a condominium's master: m³ that the units were billed beyond its meter in months before. */
  readonly shareCreditM3?: string
  /** What its alternative sources counted in the month; left out of nearly all. */
  readonly sources?: readonly AlternativeSource[]
  readonly credits: readonly OpenCredit[]
  readonly pending: readonly Waiting[]
  /** What the reader left at the door: its due date is the invoice's. */
  readonly paper?: LivePaper
}

export interface LivePaper {
  readonly dueOn: CivilDate
  /** To be compared; not said once the invoice was made of it. */
  readonly bill?: SiteBill
}

export interface ComposedInvoice {
  readonly month: PremiseMonth
  readonly debtorId: bigint
  readonly dueOn: CivilDate
  /** What the condominium's reading added or took, and the volume charged. */
  readonly shareM3: string
  /** How the set's difference was shared; null for who is no condominium. */
  readonly share: CondominiumShare | null
  /** On the master: what the set is owed in its next month's sharing. */
  readonly shareCreditM3: string
  /** What a supply contract added to what was consumed, or took from it. */
  readonly contractM3: string
  readonly billedM3: string
  readonly lines: readonly SettledLine[]
  /** What its kind of tariff took off; null for the normal one. */
  readonly benefit: TariffBenefit | null
  readonly creditUses: readonly UsedCredit[]
  /** Credits that the settlement of estimates gives; they pay this invoice first. */
  readonly granted: readonly GrantedCredit[]
  readonly ownCents: bigint
  readonly thirdPartyCents: bigint
  readonly creditsCents: bigint
  readonly carriedInCents: bigint
  readonly carriedOutCents: bigint
  /** Own + third party + carried in − credits − carried out. */
  readonly totalCents: bigint
  /** Taxes that the payer keeps of the total, paper by paper, and their sum. */
  readonly withheld: readonly Withheld[]
  readonly withheldCents: bigint
}

/** Why a set is not billed now. `premiseId` is the one that stands in the way. */
export interface Parked {
  readonly premiseId: bigint
  readonly code: ParkedCode
  readonly message: string
}

export type ParkedCode =
  /** The run was of other routes only. */
  | 'other_route'
  | 'reading_missing'
  | 'reading_held'
  | 'holder_missing'
  | 'economies_missing'
  | 'tariff_missing'
  | 'beneficiary_missing'
  | 'negative_charge'
  | 'period_invalid'
  | 'first_charge'
  /** What was printed at the door is not what the system computes. */
  | 'site_bill'

/** A month of a premise exempt of everything: read, and not billed. */
export interface UnbilledMonth {
  readonly month: PremiseMonth
  /** m³ that would have been billed. */
  readonly m3: string
}

export type Composition =
  | {
      readonly invoices: readonly ComposedInvoice[]
      readonly unbilled: readonly UnbilledMonth[]
      readonly parked: null
    }
  | { readonly invoices: null; readonly unbilled: readonly []; readonly parked: Parked }
