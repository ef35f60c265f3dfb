import type { Actor } from '#core/actions/index'
import { fieldOf, seesPersonal } from '../access.ts'
import { documentMatch } from '../query/conditions.ts'
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

/** Records found by what a person types in a reference field. */
export async function findOptions(
  type: RecordType,
  actor: Actor,
  text: string
): Promise<ReferenceOption[]> {
  const where = new Conditions().add('t.municipality_id = ?', actor.municipalityId)
  if (text.trim()) {
    if (type.search.length) {
      const match = documentMatch(text, () => seesPersonal(actor, type))(type.name)
      where.add(`(${match.sql})`, ...match.bindings)
    } else where.add(`t.${type.label}::text ilike ?`, `%${escapeLike(text.trim())}%`)
  }
  const rows = await readRows<OptionRow>(
    `select t.id, t.${type.label} as label, s.title
       from ${type.table} t
       left join records_search s on s.record_type = ? and s.record_id = t.id
      where ${where.sql} order by t.${type.label}, t.id limit ${FOUND}`,
    [type.name, ...where.bindings]
  )
  return rows.map((row) => optionOf(type, actor, row))
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
