import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import type { SocialConsumption } from '#plugins/registry/api'

const MONTHS = 12

/** The mean of the last twelve months of premises, for the criteria of the social tariff. */
export const socialConsumption: Participant<SocialConsumption> = {
  point: 'registry.social_consumption',
  async run({ tx, municipalityId }, { premiseIds, averages }) {
    const rows = await query<{ id: bigint; mean: string | null }>(
      tx,
      `select u.id, round(avg(last.billed_m3), 6)::text as mean
         from unnest(?::bigint[]) u (id) cross join lateral (
           select billed_m3 from readings_readings
            where municipality_id = ? and premise_id = u.id and state <> 'held' order by reference desc limit ${MONTHS}) last
        group by u.id`,
      [[...premiseIds], municipalityId]
    )
    for (const { id, mean } of rows) if (mean !== null) averages.set(id, mean)
    return []
  },
}
