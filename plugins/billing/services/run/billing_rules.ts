import { type CivilDate, parts } from '#core/calendar/index'
import type { Pack, PackSegment } from '#core/configuration/index'
import { bankCalendar } from '#plugins/receivables/api'
import { TARIFF_NEEDS, computeCharges } from '#plugins/tariffs/api'
import type { CategorySplit } from '../../domain/category_split.ts'
import type {
  BillableServices,
  BillingRules,
  DeliveryFee,
  UsualPeriod,
} from '../../domain/compose_types.ts'
import type { CondominiumRule } from '../../domain/condominium_share.ts'
import type { DueDateRule } from '../../domain/due_date.ts'
import type { Frozen } from './charge_owners.ts'
import { withholdingRule } from './withholding_rule.ts'

/** What a pack needs so that a month can be billed and replayed. */
export const BILLING_NEEDS = {
  decisions: [...TARIFF_NEEDS.decisions],
  items: [...TARIFF_NEEDS.items],
  parameters: [
    ...TARIFF_NEEDS.parameters,
    'billing.due_date',
    'billing.minimum_issue_cents',
    'billing.first_charge_days',
    'billing.delivery_fee',
    'billing.history_from',
    'billing.excess_message',
    'billing.condominium_share',
    'billing.category_split',
    'billing.billable_services',
    'billing.situation_days',
    'billing.period_days',
    'readings.period',
    'billing.withholding',
    'receivables.collection_profile',
    'receivables.valid_days',
    'receivables.late_fine_percent',
    'receivables.monthly_interest_percent',
    'receivables.monetary_correction',
    'registry.utility_identity',
  ],
} as const

/** The rules of one issue date: parameters of that day, tariffs of each invoice's own period. */
export function billingRules(
  pack: Pack,
  issuedOn: CivilDate,
  { owners, bankHolidays }: Frozen
): BillingRules {
  const on = pack.at(issuedOn)
  const { year } = parts(issuedOn)
  return {
    issuedOn,
    dueDate: on.parameter<DueDateRule>('billing.due_date'),
    minimumIssueCents: BigInt(on.parameter<number>('billing.minimum_issue_cents')),
    firstChargeDays: on.parameter<number>('billing.first_charge_days'),
    deliveryFee: deliveryFeeOf(on),
    condominiumShare: on.parameter<CondominiumRule>('billing.condominium_share'),
    categorySplit: on.parameter<CategorySplit>('billing.category_split'),
    billableServices: on.parameter<BillableServices>('billing.billable_services'),
    situationDays: on.parameter<BillingRules['situationDays']>('billing.situation_days'),
    usualPeriod: usualPeriod(on),
    withholding: withholdingRule(on, issuedOn),
    banks: bankCalendar(year, year + 1, bankHolidays),
    beneficiaryOf: (chargeType) => owners.get(chargeType) ?? null,
    charge: (facts, period) => computeCharges(pack, facts, period),
  }
}

interface ReadingPeriod {
  readonly from_days: number
  readonly until_days: number
  readonly nominal_days: number
}

/** Of a pack that did not ask for the parameter of readings: one in which the way of charging is tried. */
const USUAL: ReadingPeriod = { from_days: 27, until_days: 33, nominal_days: 30 }

/** A pack older than the parameter charged every period as a month, and its months are computed again so. */
export function usualPeriod(on: PackSegment): UsualPeriod | null {
  if (!on.has('parameter', 'billing.period_days')) return null
  if (on.parameter<string>('billing.period_days') === 'as_is') return null
  const isAsked = on.has('parameter', 'readings.period')
  const period = isAsked ? on.parameter<ReadingPeriod>('readings.period') : USUAL
  return {
    ...{ fromDays: period.from_days, untilDays: period.until_days },
    nominalDays: period.nominal_days,
  }
}

const DELIVERY_FEE = 'delivery_fee'

function deliveryFeeOf(on: PackSegment): DeliveryFee | null {
  const { is_charged: isCharged, cents } = on.parameter<{ is_charged: boolean; cents: number }>(
    'billing.delivery_fee'
  )
  if (!isCharged || cents === 0) return null
  const { id: versionId } = on.version('parameter', 'billing.delivery_fee')
  return { chargeType: DELIVERY_FEE, cents: BigInt(cents), versionId }
}
