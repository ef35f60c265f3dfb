import type { Tx } from '#core/database/index'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'

/** The record itself and those that it took the place of (`movedTo`), merges of merges included: one person. */
export async function samePerson(
  tx: Tx,
  type: RecordType,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint }
): Promise<bigint[]> {
  if (!type.movedTo) return [id]
  const rows = await readRows<{ id: bigint }>(
    `with recursive same (id) as (
       select ?::bigint
       union select t.id from ${type.table} t join same on t.${type.movedTo} = same.id where t.municipality_id = ?)
     select id from same order by id`,
    [id, municipalityId],
    tx
  )
  return rows.map((row) => row.id)
}
