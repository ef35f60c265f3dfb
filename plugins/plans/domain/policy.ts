import type { CivilDate } from '#core/calendar/index'
import { addDays, formatDate } from '#core/calendar/index'
import { Dec, formatDecimal, formatMoney } from '#core/money/index'
import { type Instalment, type Method, percentOf } from './schedule.ts'

/** Content of parameter `plans.policy` (TR-3.2.9.1.1 to TR-3.2.9.1.13). */
export interface Policy {
  readonly minimum_debt_cents: number
  readonly maximum_instalments: number
  readonly minimum_instalment_cents: number
  readonly minimum_down_percent: string
  readonly is_down_required: boolean
  readonly down_days: number
  readonly cancel_days: number
  readonly social_discount_percent: string
  readonly signatory: string
  /** Null: as a late payment would bear. */
  readonly fine_percent: string | null
  readonly maximum_replans: number
  readonly replan_instalments: number
  readonly replan_instalments_infraction: number
  readonly replan_down_percent_infraction: string
  readonly method: Method
  readonly monthly_percent: string
  readonly default_consecutive: number
  readonly default_total: number
  readonly early_days: number
}

/** What a negotiation comes to, whoever asks for it. */
export interface Negotiation {
  readonly isReplan: boolean
  readonly replansMade: number
  readonly hasInfraction: boolean
  readonly isSocial: boolean
  readonly today: CivilDate
  /** Of the chosen debts with their late charges, before any discount. */
  readonly debtCents: bigint
  readonly discountPercent: string
  readonly discountLaw: string | null
  readonly negotiatedCents: bigint
  readonly downCents: bigint
  readonly downDueOn: CivilDate | null
  readonly downSlips: number
  readonly hasOnlyServices: boolean
  readonly instalments: readonly Instalment[]
}

/** Why the policy refuses a negotiation: a code, and what to say. */
export interface Refusal {
  readonly code: RefusalCode
  readonly values: Readonly<Record<string, string | number>>
}

export type RefusalCode =
  | 'E_PLANS_MINIMUM_DEBT'
  | 'E_PLANS_INSTALMENTS'
  | 'E_PLANS_MINIMUM_INSTALMENT'
  | 'E_PLANS_DOWN_REQUIRED'
  | 'E_PLANS_MINIMUM_DOWN'
  | 'E_PLANS_DOWN_WHOLE'
  | 'E_PLANS_DOWN_DUE'
  | 'E_PLANS_DISCOUNT_SOCIAL'
  | 'E_PLANS_DISCOUNT'
  | 'E_PLANS_DISCOUNT_LAW'
  | 'E_PLANS_REPLANS'
  | 'E_PLANS_SLIPS'

/** The limits of instalments and down payment that a negotiation has. */
export function limitsOf(
  policy: Policy,
  { isReplan, hasInfraction }: Pick<Negotiation, 'isReplan' | 'hasInfraction'>
): { readonly instalments: number; readonly downPercent: string } {
  const { minimum_down_percent: general, replan_down_percent_infraction: infraction } = policy
  if (!isReplan) return { instalments: policy.maximum_instalments, downPercent: general }
  if (!hasInfraction) return { instalments: policy.replan_instalments, downPercent: general }
  const isHigher = Dec.of(infraction).gt(Dec.of(general))
  return {
    instalments: policy.replan_instalments_infraction,
    downPercent: isHigher ? infraction : general,
  }
}

/** Everything in which a negotiation departs from the policy: the same answer at every door (TR-3.2.9.1). */
export function refusalsOf(policy: Policy, asked: Negotiation): Refusal[] {
  return [
    ...debtRefusals(policy, asked),
    ...discountRefusals(policy, asked),
    ...downRefusals(policy, asked),
    ...instalmentRefusals(policy, asked),
  ]
}

const refuse = (code: RefusalCode, values: Refusal['values'] = {}): Refusal[] => [{ code, values }]

function debtRefusals(policy: Policy, { debtCents, isReplan, replansMade }: Negotiation) {
  const minimum = BigInt(policy.minimum_debt_cents)
  const most = policy.maximum_replans
  return [
    ...(debtCents < minimum
      ? refuse('E_PLANS_MINIMUM_DEBT', {
          total: formatMoney(debtCents),
          minimum: formatMoney(minimum),
        })
      : []),
    ...(isReplan && replansMade >= most
      ? refuse('E_PLANS_REPLANS', { made: replansMade, most })
      : []),
  ]
}

function discountRefusals(policy: Policy, asked: Negotiation): Refusal[] {
  const percent = Dec.of(asked.discountPercent)
  if (percent.isZero()) return []
  if (!asked.isSocial) return refuse('E_PLANS_DISCOUNT_SOCIAL')
  const most = Dec.of(policy.social_discount_percent)
  if (percent.gt(most)) {
    return refuse('E_PLANS_DISCOUNT', {
      percent: formatDecimal(percent),
      most: formatDecimal(most),
    })
  }
  return asked.discountLaw ? [] : refuse('E_PLANS_DISCOUNT_LAW')
}

function downRefusals(policy: Policy, asked: Negotiation): Refusal[] {
  const { downCents, negotiatedCents, today, downDueOn, downSlips } = asked
  if (downSlips > 1 && !asked.hasOnlyServices) return refuse('E_PLANS_SLIPS')
  if (downCents === 0n) return policy.is_down_required ? refuse('E_PLANS_DOWN_REQUIRED') : []
  if (downCents >= negotiatedCents) {
    return refuse('E_PLANS_DOWN_WHOLE', { total: formatMoney(negotiatedCents) })
  }
  const { downPercent } = limitsOf(policy, asked)
  const least = percentOf(negotiatedCents, downPercent, 'ceiling')
  const until = addDays(today, policy.down_days)
  const isOutside = downDueOn === null || downDueOn < today || downDueOn > until
  return [
    ...(downCents < least
      ? refuse('E_PLANS_MINIMUM_DOWN', {
          ...{ down: formatMoney(downCents), least: formatMoney(least) },
          percent: formatDecimal(Dec.of(downPercent)),
        })
      : []),
    ...(isOutside
      ? refuse('E_PLANS_DOWN_DUE', { days: policy.down_days, until: formatDate(until) })
      : []),
  ]
}

function instalmentRefusals(policy: Policy, asked: Negotiation): Refusal[] {
  const { instalments: most } = limitsOf(policy, asked)
  const count = asked.instalments.length
  const least = BigInt(policy.minimum_instalment_cents)
  const smallest = asked.instalments
    .map(({ principalCents, interestCents }) => principalCents + interestCents)
    .reduce<bigint | null>((low, cents) => (low === null || cents < low ? cents : low), null)
  return [
    ...(count > most ? refuse('E_PLANS_INSTALMENTS', { count, most }) : []),
    ...(smallest !== null && smallest < (least > 0n ? least : 1n)
      ? refuse('E_PLANS_MINIMUM_INSTALMENT', {
          ...{ amount: formatMoney(smallest), least: formatMoney(least), count },
        })
      : []),
  ]
}
