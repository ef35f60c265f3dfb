import type { SqlValue } from '#core/database/index'

export interface Bound {
  readonly sql: string
  readonly bindings: readonly SqlValue[]
}

const NAMED = /'(?:[^']|'')*'|--[^\n]*|::|:([a-z][a-z0-9_]*)/g

/**
 * `:name` in the SQL of a report becomes a value in its place; texts, comments and casts (`::date`) stay as they are.
 * @throws Error for a name without a value: the declaration is wrong.
 */
export function bindNamed(sql: string, values: Readonly<Record<string, SqlValue>>): Bound {
  const bindings: SqlValue[] = []
  const text = sql.replace(NAMED, (whole, name: string | undefined) => {
    if (name === undefined) return whole
    if (!(name in values)) throw new Error(`the SQL names :${name}, which is no filter`)
    bindings.push(values[name]!)
    return '?'
  })
  return { sql: text, bindings }
}

/** The names that a statement asks for. */
export function namesOf(sql: string): string[] {
  return [...sql.matchAll(NAMED)].flatMap(([, name]) => (name === undefined ? [] : [name]))
}
