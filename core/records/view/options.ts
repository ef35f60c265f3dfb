import type { Actor } from '#core/actions/index'
import { fieldOf, seesPersonal } from '../access.ts'
import { searchedRecords } from '../query/conditions.ts'
import { labelText } from '../query/labels.ts'
import { escapeLike } from '../query/search_text.ts'
import { addScope } from '../query/scope.ts'
import { Conditions, readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'

export interface ReferenceOption {
  readonly value: string
  readonly text: string
  /** What tells it from others of the same name. */
  readonly hint?: string
}

/** Up to so many, a reference is a plain list; beyond, one types to find. */
const FEW = 40
/** The rows of a look-up table are a plain list, unless they are very many. */
const FEW_CODES = 300
const FOUND = 12
/** Records found that are put in order. */
const CANDIDATES = 500

/** What an option's value is: the id for a reference, the code for a look-up. */
export type OptionKey = 'id' | 'code'

interface OptionRow {
  readonly key: bigint | string
  readonly label: unknown
  readonly title: string | null
}

interface Choice {
  readonly key?: OptionKey
  /** Only these. */
  readonly only?: readonly string[]
  /** Offered although it is off: the value that a record has. */
  readonly kept?: string
}

/** Every record of a small type that may be chosen, or those with the given keys; `null` when they are too many. */
export async function fewOptions(
  type: RecordType,
  actor: Actor,
  { key = 'id', only, kept = '' }: Choice = {}
): Promise<ReferenceOption[] | null> {
  const where = addScope(new Conditions().add('municipality_id = ?', actor.municipalityId), type, {
    actor,
  })
  if (only) where.add(`${key}::text = any(?::text[])`, only)
  else if (type.choice?.active) where.add(`(${type.choice.active} or ${key}::text = ?)`, kept)
  const limit = key === 'id' ? FEW : FEW_CODES
  const rows = await readRows<OptionRow>(
    `select ${key} as key, ${type.label} as label, null as title from ${type.table} where ${where.sql}
      order by ${type.choice?.order ?? type.label}, ${type.label}, id limit ${limit + 1}`,
    where.bindings
  )
  return rows.length > limit ? null : rows.map((row) => optionOf(type, actor, row))
}

/** Records found by what a person types in a reference field; names that begin with it come first. */
export async function findOptions(
  type: RecordType,
  actor: Actor,
  { text, key }: { readonly text: string; readonly key: OptionKey }
): Promise<ReferenceOption[]> {
  const typed = text.trim()
  const find = typed && type.search.length ? searchedOptions : labelledOptions
  const { sql, bindings } = find(type, actor, { text: typed, key })
  const rows = await readRows<OptionRow>(
    `${sql} order by plain_text(t.${type.label}::text) like plain_text(?) || '%' desc, t.${type.label}, t.id
      limit ${FOUND}`,
    [...bindings, escapeLike(typed)]
  )
  return rows.map((row) => optionOf(type, actor, row))
}

interface Wanted {
  readonly text: string
  readonly key: OptionKey
}

const isOffered = (type: RecordType) => (type.choice?.active ? `and t.${type.choice.active}` : '')

function searchedOptions(type: RecordType, actor: Actor, { text, key }: Wanted) {
  const found = searchedRecords({ type, actor, text })
  const own = addScope(new Conditions().add('t.municipality_id = ?', actor.municipalityId), type, {
    actor,
    alias: 't',
  })
  return {
    sql: `select t.${key} as key, t.${type.label} as label, s.title
            from (select record_id, title from records_search
                   where ${found.sql} limit ${CANDIDATES}) s
            join ${type.table} t on t.id = s.record_id and ${own.sql} ${isOffered(type)}
          `,
    bindings: [...found.bindings, ...own.bindings],
  }
}

function labelledOptions(type: RecordType, actor: Actor, { text, key }: Wanted) {
  const own = addScope(
    new Conditions().add(
      `t.municipality_id = ? and t.${type.label}::text ilike ?`,
      actor.municipalityId,
      `%${escapeLike(text)}%`
    ),
    type,
    { actor, alias: 't' }
  )
  return {
    sql: `select t.${key} as key, t.${type.label} as label, null as title
            from (select t.* from ${type.table} t
                   where ${own.sql} ${isOffered(type)}
                   order by ${type.label}, id limit ${FOUND}) t
          `,
    bindings: own.bindings,
  }
}

function optionOf(
  type: RecordType,
  actor: Actor,
  { key, label, title }: OptionRow
): ReferenceOption {
  const text = labelText(type, label, seesPersonal(actor, type))
  const isOpen = !fieldOf(type, type.label).isPersonal
  const hint = isOpen && title?.startsWith(`${text} · `) ? title.slice(text.length + 3) : undefined
  return { value: String(key), text, ...(hint ? { hint } : {}) }
}
