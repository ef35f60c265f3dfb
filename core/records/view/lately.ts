import { type Tx, query } from '#core/database/index'

export interface LateEntry {
  readonly at: Date
  readonly actor_name: string
  readonly description: string
}

/** What was done lately to some records, of one or several types, the newest first. */
export async function latelyDone(
  tx: Tx,
  municipalityId: bigint,
  {
    subjects,
    most,
  }: {
    readonly subjects: readonly { readonly type: string; readonly ids: readonly bigint[] }[]
    readonly most: number
  }
): Promise<LateEntry[]> {
  const asked = subjects.filter(({ ids }) => ids.length)
  if (!asked.length) return []
  const parts = asked.map(
    () =>
      `(select id, at, actor_name, description from audit_entries
         where subject_type = ? and subject_id = any(?::bigint[]) and municipality_id = ?
         order by id desc limit ?)`
  )
  return query<LateEntry>(
    tx,
    `select at, actor_name, description from (${parts.join(' union all ')}) entries order by id desc limit ?`,
    [...asked.flatMap(({ type, ids }) => [type, [...ids], municipalityId, most]), most]
  )
}
