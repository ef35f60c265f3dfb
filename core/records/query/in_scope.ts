import type { ActionSubject, Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { scopeCondition } from './scope.ts'
import { type Reader, readRows } from './sql.ts'

/**
 * Whether a record lies outside the localities that its person is limited to: for actions and hand-made pages, which find
 * their records by themselves. One that is there no more, or of a type without a place, is outside of nothing.
 */
export async function isOutside(
  reader: Reader,
  actor: Actor,
  { type, id }: ActionSubject
): Promise<boolean> {
  const record = actor.scope ? registries().records.find(type) : undefined
  const scope = record && scopeCondition(record, actor)
  if (!scope) return false
  const [row] = await readRows<{ is_inside: boolean }>(
    `select ${scope.sql} as is_inside from ${record.table} where municipality_id = ? and id = ?`,
    [...scope.bindings, actor.municipalityId, id],
    reader
  )
  return row?.is_inside === false
}
