import type { Participant } from '#core/actions/index'
import { canonicalJson, query } from '#core/database/index'
import { PERSON_ANONYMISED, type PersonAnonymised } from '#core/records/index'

interface MergeRow {
  readonly id: bigint
  readonly kept_id: bigint
  readonly merged_id: bigint
  readonly rows: string
}

type Side = Readonly<Record<string, string | null>>

/** What a merge may still say of somebody who is nobody any more. */
const emptied = ({ id = null, code = null }: Side): Side => ({ id, code })

/**
 * Merges keep both rows as they were, so that they can be undone: the sides of who is anonymised keep id and code only. An
 * undone merge told two people apart: the other's side stays. The families in doubt that they were found in go; a family that
 * had the benefit went with it.
 */
export const personAnonymised: Participant<PersonAnonymised> = {
  point: PERSON_ANONYMISED,
  async run({ tx, municipalityId }, { record, ids }) {
    if (record !== 'registry.customers') return []
    await query(
      tx,
      `delete from registry_social_families where municipality_id = ? and id in (
         select family_id from registry_social_candidates where municipality_id = ? and customer_id = any(?::bigint[]))`,
      [municipalityId, municipalityId, [...ids]]
    )
    const merges = await query<MergeRow>(
      tx,
      `select id, kept_id, merged_id, rows from registry_customer_merges
        where municipality_id = ? and (kept_id = any(?::bigint[]) or merged_id = any(?::bigint[])) for update`,
      [municipalityId, [...ids], [...ids]]
    )
    for (const { id, kept_id: keptId, merged_id: mergedId, rows } of merges) {
      const { kept, merged } = JSON.parse(rows) as Record<'kept' | 'merged', Side>
      const left = {
        kept: ids.includes(keptId) ? emptied(kept) : kept,
        merged: ids.includes(mergedId) ? emptied(merged) : merged,
      }
      await query(
        tx,
        'update registry_customer_merges set rows = ?, reason = null, undo_reason = null where id = ?',
        [canonicalJson(left), id]
      )
    }
    return []
  },
}
