import type { CivilDate } from '#core/calendar/index'
import { type Tx, copyRows, takeIds } from '#core/database/index'

/** What was paid of something that a correction withdrew. */
export interface GrantedCredit {
  readonly premiseId: bigint | null
  readonly customerId: bigint
  readonly originId: bigint
  readonly amountCents: bigint
}

/** Credits for what had been paid of corrected documents, usable at once. @returns their ids, in the order given. */
export async function grantCredits(
  tx: Tx,
  { municipalityId, originType, on }: GrantScope,
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
      ...[ids[index]!, municipalityId, premiseId, customerId, 'correction', amountCents],
      ...[amountCents, on, on, originType, originId],
    ])
  )
  return ids
}

interface GrantScope {
  readonly municipalityId: bigint
  readonly originType: string
  readonly on: CivilDate
}
