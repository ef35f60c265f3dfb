import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import type { MarkedBatch } from '#plugins/receivables/api'
import { marksOf } from '#plugins/receivables/api'
import { ORIGIN } from '../services/run/invoice_batch.ts'

/** The mark that says most comes first (DECISIONS 31). */
const STAGES = ['in_court', 'inscribed', 'protested', 'listed', 'noticed'] as const
const ARRANGEMENTS = ['renegotiated', 'plan'] as const

/** Keeps the stage and the arrangement of invoices as the marks on their debts say. */
export const keepStage: Participant<MarkedBatch> = {
  point: 'receivables.marked',
  async run({ tx, municipalityId }, { marks }) {
    const origins = marks.map(({ origin }) => origin).filter(({ type }) => type === ORIGIN)
    if (origins.length === 0) return []
    const ids = [...new Set(origins.map(({ id }) => id))]
    const standing = Map.groupBy(
      await marksOf(
        tx,
        municipalityId,
        ids.map((id) => ({ type: ORIGIN, id }))
      ),
      ({ origin }) => origin.id
    )
    const kinds = ids.map((id) => new Set((standing.get(id) ?? []).map(({ kind }) => kind)))
    await query(
      tx,
      `update billing_invoices i set stage = u.stage, arrangement = u.arrangement
         from unnest(?::bigint[], ?::text[], ?::text[]) as u (id, stage, arrangement)
        where i.municipality_id = ? and i.id = u.id and (i.stage <> u.stage or i.arrangement <> u.arrangement)`,
      [
        ids,
        kinds.map((set) => STAGES.find((stage) => set.has(stage)) ?? 'ordinary'),
        kinds.map((set) => ARRANGEMENTS.find((one) => set.has(one)) ?? 'none'),
        municipalityId,
      ]
    )
    return []
  },
}
