import type { CivilDate } from '#core/calendar/index'
import { type Tx, copyRows, takeIds } from '#core/database/index'

/** What was paid of something that a correction withdrew, or charged too much by estimates. */
export interface GrantedCredit {
  readonly premiseId: bigint | null
  readonly customerId: bigint
  readonly originId: bigint
  readonly amountCents: bigint
}

/** Credits that come of a document itself, usable at once. @returns their ids, in the order given. */
export async function grantCredits(
  tx: Tx,
  { municipalityId, originType, on, cause = 'correction' }: GrantScope,
  credits: readonly GrantedCredit[]
): Promise<readonly bigint[]> {
  if (credits.length === 0) return []
  const ids = await takeIds(tx, 'receivables_credits', credits.length)
  await copyRows(
    tx,
    'receivables_credits',
    [
      ...['id', 'municipality_id', 'premise_id', 'customer_id', 'cause', 'amount_cents'],
      ...['open_cents', 'held_until', 'created_on', 'origin_type', 'origin_id'],
    ],
    credits.map(({ premiseId, customerId, originId, amountCents }, index) => [
      ...[ids[index]!, municipalityId, premiseId, customerId, cause, amountCents],
      ...[amountCents, on, on, originType, originId],
    ])
  )
  return ids
}

interface GrantScope {
  readonly municipalityId: bigint
  readonly originType: string
  readonly on: CivilDate
  /** `correction`, when not said. */
  readonly cause?: 'correction' | 'estimate'
}
