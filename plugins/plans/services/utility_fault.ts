import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { utilityFaultMonths } from '#plugins/billing/api'
import { UTILITY_FAULT } from '../configuration/parameters.ts'
import type { Policy } from '../domain/policy.ts'
import { INVOICE, type Negotiable } from './debts.ts'

interface Asked {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly chosen: readonly Negotiable[]
}

/**
 * In how many instalments bills that settle months estimated by the utility's fault may be paid without interest (DECISIONS 52): as
 * many as those months, or more where the utility gives more. None when anything else is negotiated with them.
 */
export async function freeInstalments(
  tx: Tx,
  { municipalityId, on, chosen }: Asked
): Promise<number> {
  if (!chosen.length || chosen.some(({ origin }) => origin.type !== INVOICE)) return 0
  const ids = chosen.map(({ origin }) => origin.id)
  const months = await utilityFaultMonths(tx, municipalityId, ids)
  if (ids.some((id) => !months.has(id))) return 0
  const each = await parameterWithin<number>(tx, {
    ...{ key: UTILITY_FAULT, municipalityId, date: on },
  })
  return Math.max(...months.values()) * each
}

/** What the policy asks of a plan that owes nothing to the customer's delay. */
export const withoutInterest = (policy: Policy, instalments: number): Policy => ({
  ...policy,
  ...{ method: 'none', is_down_required: false, minimum_down_percent: '0' },
  ...{ minimum_debt_cents: 0, minimum_instalment_cents: 0 },
  maximum_instalments: Math.max(policy.maximum_instalments, instalments),
})
