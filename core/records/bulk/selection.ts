import type { Actor } from '#core/actions/index'
import { errors } from '../errors.ts'
import { listConditions } from '../query/conditions.ts'
import { parseListState } from '../query/list_state.ts'
import { addScope } from '../query/scope.ts'
import { Conditions, type Reader, readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'

/** Records chosen one by one, or everything that a list's address filters. */
export type Selection = { readonly ids: readonly string[] } | { readonly query: string }

/** More than these are asked to be narrowed. */
export const MAX_SELECTED = 200_000
const MAX_IDS = 1000

/** Reads a selection as a list's form sends it. @throws BusinessError E_RECORDS_NO_SELECTION */
export function readSelection(
  type: RecordType,
  body: Readonly<Record<string, unknown>>
): Selection {
  if (body._all === 'true') return { query: String(body._query ?? '').replace(/^\?/, '') }
  const given = Array.isArray(body._ids) ? body._ids : [body._ids]
  const ids = given.map(String).filter((id) => /^\d{1,18}$/.test(id))
  if (!ids.length) throw errors.E_RECORDS_NO_SELECTION({ type: type.name })
  return { ids: [...new Set(ids)].slice(0, MAX_IDS) }
}

/** An address's query as a request gives it: repeated names become lists. */
export function queryOf(text: string): Record<string, string | string[]> {
  const params = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name)
      return [name, values.length > 1 ? values : values[0]!]
    })
  )
}

interface Choosing {
  readonly actor: Actor
  readonly timeZone: string
  readonly reader?: Reader
}

/** The ids of a selection that are there now, in ascending order. */
export async function selectedIds(
  type: RecordType,
  selection: Selection,
  { actor, timeZone, reader }: Choosing
): Promise<bigint[]> {
  const where =
    'ids' in selection
      ? addScope(
          new Conditions().add(
            'municipality_id = ? and id = any(?::bigint[])',
            actor.municipalityId,
            selection.ids
          ),
          type,
          { actor }
        )
      : listConditions(type, actor, parseListState(type, queryOf(selection.query), timeZone))
  const rows = await readRows<{ id: bigint }>(
    `select id from ${type.table} where ${where.sql} order by id limit ${MAX_SELECTED}`,
    where.bindings,
    reader
  )
  return rows.map(({ id }) => id)
}
