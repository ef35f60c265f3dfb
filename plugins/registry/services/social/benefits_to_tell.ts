import { type CivilDate, addDays } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { LossPolicy } from '../../domain/social_loss.ts'
import { LOSS_POLICY } from '../social_benefits.ts'

/** What the bill of a month tells of the social tariff of a premise. */
export interface SocialNotice {
  /** The last day of the tariff where it is only kept, else of its validity. */
  readonly until: CivilDate
  readonly is_kept: boolean
  readonly what_to_do: string
}

interface Asked {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
  readonly on: CivilDate
}

/** Premises whose benefit is only kept on a day (Lei 14.898/2024, art. 2º, § 2º), or whose validity is about to end. */
export async function benefitsToTell(
  tx: Tx,
  { municipalityId, premiseIds, on }: Asked
): Promise<ReadonlyMap<bigint, SocialNotice>> {
  const policy = await parameterWithin<LossPolicy>(tx, { key: LOSS_POLICY, municipalityId })
  const rows = await query<{ premise_id: bigint; until: CivilDate; is_kept: boolean }>(
    tx,
    `select distinct on (premise_id) premise_id, is_kept, case when is_kept then last_on else until_on end as until
       from (select *, lost_on <= ? or until_on < ? as is_kept from registry_social_benefits
              where municipality_id = ? and premise_id = any(?::bigint[]) and from_on <= ? and last_on >= ?
                and coalesce(loss_cause, '') not in ('irregularity', 'asked', 'renewed')) b
      where is_kept or until_on < ? order by premise_id, last_on desc`,
    [on, on, municipalityId, [...premiseIds], on, on, addDays(on, policy.warning_days)]
  )
  return new Map(
    rows.map(({ premise_id: id, until, is_kept: isKept }) => [
      id,
      { until, is_kept: isKept === true, what_to_do: policy.what_to_do },
    ])
  )
}
