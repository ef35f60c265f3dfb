import type { CivilDate } from '#core/calendar/index'
import type { Dec } from '#core/money/index'
import type { InvoiceChange } from './line_changes.ts'
import type { RebilledMonths } from './rebilled_charges.ts'
import type { AlternativeSource } from './alternative_sources.ts'
import type { BillingFacts } from './billing_facts.ts'

export interface Economies {
  readonly category: string
  readonly economies: number
}

/** What only some price tables ask; what is left out nobody knows, and a table that asks it parks the premise. */
export interface AskedFacts {
  /** Points of water. */
  readonly taps?: number
  /** Code of the meter's diameter. */
  readonly meterSize?: string
  /** Codes of how often waste is collected and of who produces it. */
  readonly collectionFrequency?: string
  readonly wasteProfile?: string
  /** Fields that administrators added to premises, by key. */
  readonly added?: Readonly<Record<string, unknown>>
}

/** One premise in one month: the facts frozen at the load and the reading that it ended with. */
export interface PremiseMonth {
  readonly loadItemId: bigint
  readonly premiseId: bigint
  readonly registrationNumber: string
  readonly kind: 'single' | 'condominium_master' | 'condominium_child'
  readonly fraction: Dec | null
  /** Who answers for the month; null when the registry knew nobody. */
  readonly holderId: bigint | null
  readonly economies: readonly Economies[]
  /** Situation of the water connection; null without one. */
  readonly water: string | null
  readonly sewage: { readonly situation: string; readonly class: string } | null
  readonly dueDay: number
  readonly measuredM3: Dec | null
  /** Whether a meter tells what is used; undefined for a unit without one whose condominium has it: tables that ask park it. */
  readonly isMetered: boolean | undefined
  /** Code of the kind of tariff; not known of loads made before it was kept. */
  readonly tariffType?: string | undefined
  readonly asked?: AskedFacts
  /** Exemptions, contracts and a recent connection, of who has them. */
  readonly billing?: BillingFacts
  /** The bill goes to another address than the premise's. */
  readonly isDeliveredElsewhere?: boolean
  /** After the critique, before the condominium's share. */
  readonly billedM3: Dec
  /** A volume that is of a month however long the period was (average, minimum, without a meter); measured by days where not said. */
  readonly volumeOf?: 'month'
  /** Estimated months that this reading bills again; left out of nearly every month. */
  readonly rebilled?: RebilledMonths
  /** Water that does not come from the network, of who has any. */
  readonly sources?: readonly AlternativeSource[]
  readonly isHeld: boolean
  /** Day until which it was billed before, which does not count, and day of the current reading, which does. */
  readonly previousReadOn: CivilDate
  readonly readOn: CivilDate
  /** What a correction changes of the invoice itself; absent where nothing was corrected. */
  readonly changes?: InvoiceChange | undefined
}

/** What is billed or parked together: a premise, or a condominium's master and its children. */
export interface BillingSet {
  readonly setKey: bigint
  readonly months: readonly PremiseMonth[]
}
