import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { CutPolicy } from '../../domain/cut_policy.ts'

interface Asked {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly policy: CutPolicy
}

/** How many orders more may be made on a day, whatever the level. */
export async function quotaLeft(tx: Tx, { municipalityId, on, policy }: Asked): Promise<number> {
  const [row] = await query<{ made: number }>(
    tx,
    'select count(*)::int as made from dunning_cases where municipality_id = ? and opened_on = ?',
    [municipalityId, on]
  )
  return Math.max(0, policy.daily_maximum - row!.made)
}
