import type { Actor } from '#core/actions/index'
import type { SqlValue } from '#core/database/index'
import { type RecordField, type RecordType, columnSql, scopeCondition } from '#core/records/index'
import type { Reach, Source } from './fields.ts'

interface Joined {
  readonly alias: string
  readonly owner: RecordType
  readonly via: RecordField
  readonly fields: Map<string, RecordField>
}

/**
 * The statement of a composed report while it is put together. Every table and column in it comes from a declared record
 * type; what people typed goes in as values only. Each table is narrowed to the reader's municipality and territory.
 */
export class Statement {
  readonly bound: Record<string, SqlValue> = {}
  readonly #source: Source
  readonly #actor: Actor
  readonly #own = new Map<string, RecordField>()
  readonly #joins = new Map<string, Joined>()
  readonly #selected: string[] = []
  readonly #conditions: string[] = []

  constructor(source: Source, actor: Actor) {
    this.#source = source
    this.#actor = actor
  }

  /** A field as an expression. */
  expression({ field, owner, via }: Reach): string {
    if (!via) {
      this.#own.set(field.name, field)
      return `t.${field.name}`
    }
    this.#own.set(via.name, via)
    const known = this.#joins.get(via.name)
    const joined = known ?? { alias: `r${this.#joins.size + 1}`, owner, via, fields: new Map() }
    this.#joins.set(via.name, joined)
    joined.fields.set(field.name, field)
    return `${joined.alias}.${field.name}`
  }

  /** Gives a value a name in the statement. */
  bind(value: SqlValue): string {
    const name = `bound_${Object.keys(this.bound).length}`
    this.bound[name] = value
    return `:${name}`
  }

  select(expression: string, name: string): void {
    this.#selected.push(`${expression} as ${name}`)
  }

  where(condition: string): void {
    this.#conditions.push(condition)
  }

  text(): string {
    const joins = [...this.#joins.values()].map(({ alias, owner, via, fields }) => {
      const key = via.type === 'lookup' ? 'code' : 'id'
      return `left join (${this.#table(owner, fields, key)}) ${alias} on ${alias}.joined_by = t.${via.name}`
    })
    const narrowed = this.#conditions.length ? ` where ${this.#conditions.join(' and ')}` : ''
    return `select ${['t.joined_by as record_id', ...this.#selected].join(', ')}
      from (${this.#table(this.#source.type, this.#own, 'id')}) t ${joins.join(' ')}${narrowed}`
  }

  #table(type: RecordType, fields: ReadonlyMap<string, RecordField>, key: string): string {
    const columns = [...fields.values()].map((field) => `${columnSql(field)} as ${field.name}`)
    const scope = scopeCondition(type, this.#actor)
    const within = scope ? ` and ${this.#named(scope)}` : ''
    return `select ${[`${key} as joined_by`, ...columns].join(', ')} from ${type.table}
             where municipality_id = :municipality${within}`
  }

  /** Conditions with `?` for their values, as a statement with names needs them. */
  #named({
    sql,
    bindings,
  }: {
    readonly sql: string
    readonly bindings: readonly unknown[]
  }): string {
    let index = 0
    return sql.replace(/\?/g, () => this.bind(bindings[index++] as SqlValue))
  }
}
