import type { CivilDate } from '#core/calendar/index'
import type { FrozenSocialNotice } from './social_notice.ts'
import type { SupplyContract } from './supply_contract.ts'

/** Everything: the premise is read and not billed. */
export const EVERYTHING = 'all'

/** A situation of a connection from a day on, until the next one. */
export interface SituationSpan {
  readonly situation: string
  readonly from: CivilDate | null
}

/** What billing freezes of a premise with its load: only those that have something of it. */
export interface BillingFacts {
  /** `all`, `water`, `sewage`, or the code of another charge. */
  readonly exempt?: readonly string[]
  readonly contracts?: readonly SupplyContract[]
  /** Day of the last connection or reconnection, when it was not long ago. */
  readonly connected_on?: CivilDate
  /** Of connections that changed not long ago: their situations, in the order of days; a null day is before them all. */
  readonly situations?: Readonly<Partial<Record<'water' | 'sewage', readonly SituationSpan[]>>>
  /** Code of the kind of customer that the holder is, when somebody said it. */
  readonly customer_type?: string
  /** Solid waste is asked for by a paper of its own. */
  readonly waste?: 'separate'
  /** The month is billed without waste: a booklet pays it. */
  readonly waste_paid?: true
  /** The family is losing the social tariff, or its validity is about to end: the bill says so. */
  readonly social?: FrozenSocialNotice
  /** What the device needs to print the bill at the door: the number that the invoice will have. */
  readonly print?: { readonly number: string }
}

/** Whether a charge is of a service that the premise does not pay. */
export function isExempt(
  exempt: readonly string[] | undefined,
  { service, chargeType }: { readonly service: string; readonly chargeType: string }
): boolean {
  if (!exempt) return false
  return exempt.includes(service === 'other' ? chargeType : service)
}

/** The same with the situations that its connections had, or without any. */
export const withSituations = (
  { situations: _, ...facts }: BillingFacts,
  situations: BillingFacts['situations']
): BillingFacts => ({ ...facts, ...(situations && { situations }) })
