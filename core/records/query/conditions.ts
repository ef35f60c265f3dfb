import { fieldOf, seesPersonal } from '../access.ts'
import type { Actor } from '#core/actions/index'
import type { RecordField, RecordType } from '../types.ts'
import type { FilterValue, ListState } from './list_state.ts'
import { PERSONAL_MARK, escapeLike, searchTerms } from './search_text.ts'
import { Conditions } from './sql.ts'

/** Records that a search keeps before they are sorted: a wider search must be narrowed by the person. */
export const SEARCH_LIMIT = 10_000

/** The `where` of a list: always the person's municipality, then filters and search. */
export function listConditions(type: RecordType, actor: Actor, state: ListState): Conditions {
  const where = new Conditions().add('municipality_id = ?', actor.municipalityId)
  for (const [name, filter] of state.filters) addFilter(where, fieldOf(type, name), filter)
  if (state.search) addSearch(where, { type, actor, text: state.search })
  return where
}

function addFilter(where: Conditions, field: RecordField, filter: FilterValue): void {
  if (filter.kind === 'values') {
    const cast =
      { reference: '::bigint[]', boolean: '::boolean[]' }[field.type as string] ?? '::text[]'
    where.add(`${field.name}${cast === '::text[]' ? '::text' : ''} = any(?${cast})`, filter.values)
    return
  }
  if (filter.from !== null) where.add(`${field.name} >= ?`, filter.from)
  if (filter.to !== null) {
    const isInstant = field.type === 'datetime'
    where.add(
      isInstant ? `${field.name} < ?::timestamptz + interval '1 day'` : `${field.name} <= ?`,
      filter.to
    )
  }
}

interface Search {
  readonly type: RecordType
  readonly actor: Actor
  readonly text: string
}

function addSearch(where: Conditions, search: Search): void {
  const found = searchedRecords(search)
  where.add(
    `id in (select record_id from records_search where ${found.sql} limit ${SEARCH_LIMIT})`,
    ...found.bindings
  )
}

/** The records of one type that a search finds. */
export function searchedRecords({ type, actor, text }: Search): Conditions {
  const match = documentMatch(text, () => seesPersonal(actor, type))(type.name)
  return new Conditions()
    .add('record_type = ? and municipality_id = ?', type.name, actor.municipalityId)
    .add(match.sql, ...match.bindings)
}

/** Conditions on a search document: every word is in it; personal values match only whole for who may not see them. */
export function documentMatch(
  text: string,
  sees: (record: string) => boolean
): (record: string) => Conditions {
  const terms = searchTerms(text)
  return (record) => {
    const where = new Conditions()
    if (!terms.length) where.add('false')
    for (const term of terms) {
      where.add("document like '%' || plain_text(?) || '%'", escapeLike(term))
      if (sees(record)) continue
      where.add(
        `(split_part(document, '${PERSONAL_MARK}', 1) like '%' || plain_text(?) || '%'
          or document like '%${PERSONAL_MARK}' || plain_text(?) || '${PERSONAL_MARK}%')`,
        escapeLike(term),
        escapeLike(term)
      )
    }
    return where
  }
}
