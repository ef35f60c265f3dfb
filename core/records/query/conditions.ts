import { fieldOf, seesPersonal } from '../access.ts'
import type { Actor } from '#core/actions/index'
import type { RecordField, RecordType } from '../types.ts'
import { columnSql } from './columns.ts'
import { isText } from '../fields/families.ts'
import type { FilterValue } from './filters.ts'
import type { ListState } from './list_state.ts'
import { addScope } from './scope.ts'
import { PERSONAL_MARK, escapeLike, searchTerms } from './search_text.ts'
import { Conditions } from './sql.ts'

/** Records that a search keeps before they are sorted: a wider search must be narrowed by the person. */
export const SEARCH_LIMIT = 10_000

/** The `where` of a list: always the person's municipality, then filters and search. */
export function listConditions(
  type: RecordType,
  actor: Actor,
  state: Pick<ListState, 'filters' | 'search'>
): Conditions {
  const where = new Conditions().add('municipality_id = ?', actor.municipalityId)
  const isSeen = seesPersonal(actor, type)
  for (const [name, filter] of state.filters) {
    const field = fieldOf(type, name)
    // Parts of a value that the person may not see would tell it letter by letter.
    if (field.isPersonal && !isSeen && filter.kind !== 'values') where.add('false')
    else addFilter(where, { type, field, filter, municipalityId: actor.municipalityId })
  }
  if (state.search) addSearch(where, { type, actor, text: state.search })
  return addScope(where, type, { actor })
}

interface OneFilter {
  readonly type: RecordType
  readonly field: RecordField
  readonly filter: FilterValue
  readonly municipalityId: bigint
}

function addFilter(where: Conditions, one: OneFilter): void {
  const { field, filter } = one
  const column = columnSql(field)
  if (filter.kind === 'values') addValues(where, field, filter.values)
  else if (filter.kind === 'text') addText(where, one, filter)
  else if (filter.kind === 'empty') {
    const isTextual = isText(field) || field.customKey !== undefined
    const filled = isTextual ? `coalesce(${column}::text, '') <> ''` : `${column} is not null`
    where.add(filter.isEmpty ? `not (${filled})` : filled)
  } else {
    if (filter.from !== null) where.add(`${column} >= ?`, filter.from)
    if (filter.to === null) return
    const isInstant = field.type === 'datetime'
    where.add(
      isInstant ? `${column} < ?::timestamptz + interval '1 day'` : `${column} <= ?`,
      filter.to
    )
  }
}

function addValues(where: Conditions, field: RecordField, values: readonly string[]): void {
  if (field.customKey) {
    const key = field.customKey
    const kept = values.map((value) =>
      JSON.stringify({ [key]: field.type === 'boolean' ? value === 'true' : value })
    )
    where.add(`(${kept.map(() => 'custom @> ?::jsonb').join(' or ')})`, ...kept)
    return
  }
  const cast =
    { reference: '::bigint[]', boolean: '::boolean[]' }[field.type as string] ?? '::text[]'
  where.add(`${field.name}${cast === '::text[]' ? '::text' : ''} = any(?${cast})`, values)
}

/** A column of the search document is found by the document's index first, then looked at itself. */
function addText(
  where: Conditions,
  { type, field, municipalityId }: OneFilter,
  { how, text }: Extract<FilterValue, { kind: 'text' }>
): void {
  if (type.search.includes(field.name)) {
    where.add(
      `id in (select record_id from records_search
               where record_type = ? and municipality_id = ? and document like '%' || plain_text(?) || '%')`,
      type.name,
      municipalityId,
      escapeLike(text)
    )
  }
  const begin = how === 'has' ? "'%' || " : ''
  where.add(
    `plain_text(${columnSql(field)}::text) like ${begin}plain_text(?) || '%'`,
    escapeLike(text)
  )
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
