import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { recordPath } from '../access.ts'
import type { Row } from '../query/list_rows.ts'
import type { RecordType } from '../types.ts'

export interface OfferedAction {
  readonly title: string
  readonly path: string
}

/** What the person may do to a record as it is: its operations, then its other actions, in the order of the declaration. */
export function offeredActions(type: RecordType, row: Row, actor: Actor): OfferedAction[] {
  const own = recordPath(type, row.id)
  const operations = Object.entries(type.operations ?? {})
    .filter(([, { isOffered }]) => isOffered?.(row) ?? true)
    .map(([name, { action }]) => ({ action, path: `${own}/change/${name}` }))
  const others = type.actions.map((action) => ({ action, path: `/actions/${action}?id=${row.id}` }))
  return [...operations, ...others].flatMap(({ action, path }) => {
    const { title, permission } = registries().actions.get(action)
    return actor.permissions.has(permission) ? [{ title, path }] : []
  })
}
