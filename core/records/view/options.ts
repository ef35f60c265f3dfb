import type { Actor } from '#core/actions/index'
import { fieldOf, seesPersonal } from '../access.ts'
import { searchedRecords } from '../query/conditions.ts'
import { labelText } from '../query/labels.ts'
import { escapeLike } from '../query/search_text.ts'
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
const FOUND = 12
/** Records found that are put in order. */
const CANDIDATES = 500

interface OptionRow {
  readonly id: bigint
  readonly label: unknown
  readonly title: string | null
}

/** Every record of a small type, or those with the given ids; `null` when they are too many. */
export async function fewOptions(
  type: RecordType,
  actor: Actor,
  ids?: readonly string[]
): Promise<ReferenceOption[] | null> {
  const where = new Conditions().add('municipality_id = ?', actor.municipalityId)
  if (ids) where.add('id = any(?::bigint[])', ids)
  const rows = await readRows<OptionRow>(
    `select id, ${type.label} as label, null as title from ${type.table} where ${where.sql}
      order by ${type.label}, id limit ${FEW + 1}`,
    where.bindings
  )
  return rows.length > FEW ? null : rows.map((row) => optionOf(type, actor, row))
}

/** Records found by what a person types in a reference field; names that begin with it come first. */
export async function findOptions(
  type: RecordType,
  actor: Actor,
  text: string
): Promise<ReferenceOption[]> {
  const typed = text.trim()
  const { sql, bindings } =
    typed && type.search.length
      ? searchedOptions(type, actor, typed)
      : labelledOptions(type, actor, typed)
  const rows = await readRows<OptionRow>(
    `${sql} order by plain_text(t.${type.label}::text) like plain_text(?) || '%' desc, t.${type.label}, t.id
      limit ${FOUND}`,
    [...bindings, escapeLike(typed)]
  )
  return rows.map((row) => optionOf(type, actor, row))
}

function searchedOptions(type: RecordType, actor: Actor, text: string) {
  const found = searchedRecords({ type, actor, text })
  return {
    sql: `select t.id, t.${type.label} as label, s.title
            from (select record_id, title from records_search
                   where ${found.sql} limit ${CANDIDATES}) s
            join ${type.table} t on t.id = s.record_id and t.municipality_id = ?
          `,
    bindings: [...found.bindings, actor.municipalityId],
  }
}

function labelledOptions(type: RecordType, actor: Actor, text: string) {
  return {
    sql: `select t.id, t.${type.label} as label, null as title
            from (select * from ${type.table} where municipality_id = ? and ${type.label}::text ilike ?
                   order by ${type.label}, id limit ${FOUND}) t
          `,
    bindings: [actor.municipalityId, `%${escapeLike(text)}%`],
  }
}

function optionOf(
  type: RecordType,
  actor: Actor,
  { id, label, title }: OptionRow
): ReferenceOption {
  const text = labelText(type, label, seesPersonal(actor, type))
  const isOpen = !fieldOf(type, type.label).isPersonal
  const hint = isOpen && title?.startsWith(`${text} · `) ? title.slice(text.length + 3) : undefined
  return { value: String(id), text, ...(hint ? { hint } : {}) }
}
