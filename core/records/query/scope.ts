import type { Actor } from '#core/actions/index'
import type { SqlValue } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { RecordType } from '../types.ts'
import { Conditions } from './sql.ts'

/**
 * What keeps a person who is limited to some localities to their rows; null when they are not limited, or the type is not of
 * any place.
 * @param alias what the rows' table is called in the statement
 */
export function scopeCondition(
  type: RecordType,
  actor: Actor,
  alias: string = type.table
): Conditions | null {
  const localities = actor.scope?.localities
  const { scope } = type
  if (!localities || !scope) return null
  const where = new Conditions()
  if ('column' in scope) {
    if (!scope.of) return where.add(`${alias}.${scope.column} = any(?::bigint[])`, localities)
    const column = `${alias}.${scope.column}`
    const inside = pointsInside(column, scope.of, actor)
    if (!inside || !scope.isOptional) return inside
    return where.add(`(${column} is null or ${inside.sql})`, ...inside.bindings)
  }
  if ('subjectType' in scope) {
    const { subjectType: told, subjectId: id } = scope
    return subjectInside({ type: `${alias}.${told}`, id: `${alias}.${id}` }, actor)
  }
  const link = registries().records.get(scope.through)
  const inner = scopeCondition(link, actor)
  if (!inner) return null
  // A row with no link yet is of nobody: whoever writes one must see it until it is linked.
  return where.add(
    `(${alias}.id in (select ${scope.key} from ${link.table} where municipality_id = ? and ${inner.sql})
      or not exists (select 1 from ${link.table} link where link.municipality_id = ? and link.${scope.key} = ${alias}.id))`,
    actor.municipalityId,
    ...inner.bindings,
    actor.municipalityId
  )
}

/**
 * What keeps a person who is limited to rows that point to records within their localities; null when they are not limited, or
 * the records are not of any place.
 * @param column of the statement's rows, which holds ids of the records
 */
export function pointsInside(column: string, record: string, actor: Actor): Conditions | null {
  const target = registries().records.get(record)
  const inner = scopeCondition(target, actor)
  if (!inner) return null
  return new Conditions().add(
    `${column} in (select id from ${target.table} where municipality_id = ? and ${inner.sql})`,
    actor.municipalityId,
    ...inner.bindings
  )
}

/** As `pointsInside`, ready to stand after other conditions: ` and …`, or nothing for who is not limited. */
export function andInside(
  column: string,
  record: string,
  actor: Actor
): { readonly sql: string; readonly bindings: readonly SqlValue[] } {
  const inside = pointsInside(column, record, actor)
  return inside
    ? { sql: ` and ${inside.sql}`, bindings: inside.bindings as readonly SqlValue[] }
    : { sql: '', bindings: [] }
}

/**
 * As `andInside`, for rows that tell of records of many types (a trail, findings): what tells of a record outside the person's
 * localities is left out; what tells of no record, or of one without a place, stays.
 */
export function andSubjectInside(
  columns: SubjectColumns,
  actor: Actor
): { readonly sql: string; readonly bindings: readonly SqlValue[] } {
  const inside = subjectInside(columns, actor)
  return inside
    ? { sql: ` and ${inside.sql}`, bindings: inside.bindings as readonly SqlValue[] }
    : { sql: '', bindings: [] }
}

interface SubjectColumns {
  readonly type: string
  readonly id: string
}

function subjectInside({ type, id }: SubjectColumns, actor: Actor): Conditions | null {
  const placed = registries()
    .records.all()
    // What tells of other records has no place of its own, and is nobody's subject.
    .filter(({ scope }) => scope && !('subjectType' in scope))
    .flatMap((record) => {
      const inside = pointsInside(id, record.name, actor)
      return inside
        ? [{ name: record.name, ...{ sql: inside.sql, bindings: inside.bindings } }]
        : []
    })
  if (!placed.length) return null
  const told = placed.map(({ sql }) => `(${type} = ? and ${sql})`).join(' or ')
  return new Conditions().add(
    `(${type} is null or ${type} <> all(?::text[]) or ${told})`,
    placed.map(({ name }) => name),
    ...placed.flatMap(({ name, bindings }) => [name, ...bindings])
  )
}

/** Adds the scope of the person, if any, to the conditions of a statement. */
export function addScope(
  where: Conditions,
  type: RecordType,
  { actor, alias }: { readonly actor: Actor; readonly alias?: string }
): Conditions {
  const scope = scopeCondition(type, actor, alias)
  return scope ? where.add(scope.sql, ...scope.bindings) : where
}
