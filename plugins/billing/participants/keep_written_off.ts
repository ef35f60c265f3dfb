import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import type { WrittenOffBatch } from '#plugins/receivables/api'
import { TABLES } from './keep_settlement.ts'

/** The settlement dimension of what an act ended without money, once nothing of it is open, or of what was restored. */
export const keepWrittenOff: Participant<WrittenOffBatch> = {
  point: 'receivables.written_off',
  async run({ tx, municipalityId }, { what, items }) {
    for (const [origin, table] of Object.entries(TABLES)) {
      const ids = items
        .filter(({ originType }) => originType === origin)
        .map(({ originId }) => originId)
      if (ids.length === 0) continue
      const change =
        what === 'written_off'
          ? `settlement = 'written_off' where i.settlement in ('open', 'partly_settled')
               and not exists (select from receivables_items t where t.municipality_id = i.municipality_id
                                and t.origin_type = ? and t.origin_id = i.id and t.state = 'open')`
          : `settlement = case i.settled_cents when 0 then 'open' else 'partly_settled' end
              where i.settlement = 'written_off' and ?::text is not null`
      await query(
        tx,
        `update ${table} i set ${change} and i.municipality_id = ? and i.id = any(?::bigint[])`,
        [origin, municipalityId, ids]
      )
    }
    return []
  },
}
