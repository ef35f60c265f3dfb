import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import type { SocialConsumption } from '#plugins/registry/api'

const MONTHS = 12

/** The mean of the last twelve months of a premise, for the criteria of the social tariff. */
export const socialConsumption: Participant<SocialConsumption> = {
  point: 'registry.social_consumption',
  async run({ tx, municipalityId }, asked) {
    const [row] = await query<{ mean: string | null }>(
      tx,
      `select round(avg(billed_m3), 6)::text as mean from (
         select billed_m3 from readings_readings
          where municipality_id = ? and premise_id = ? and state <> 'held' order by reference desc limit ${MONTHS}) last`,
      [municipalityId, asked.premiseId]
    )
    asked.averageM3 = row?.mean ?? null
    return []
  },
}
