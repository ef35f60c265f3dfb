import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { mayRead } from '../access.ts'
import { type Reader, readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'

/** A place that holds a row: the list of those records opens at `path` for who may read them. */
export interface Use {
  readonly title: string
  readonly field: string
  readonly count: number
  /** Counted only so far. */
  readonly isMore: boolean
  readonly path: string | null
}

/** Rows counted in one place; more are said to be more. */
const COUNTED = 1000

interface Place {
  readonly table: string
  readonly column: string
  readonly keyed: 'id' | 'code'
  readonly user?: RecordType
  readonly field?: string
}

/** Where a row is used: by fields of record types that point to its table, and by foreign keys that nobody describes. */
export async function whereUsed(
  reader: Reader,
  { type, row, actor }: { type: RecordType; row: Readonly<Record<string, unknown>>; actor: Actor }
): Promise<Use[]> {
  const uses: Use[] = []
  for (const place of await placesOf(reader, type)) {
    const key = row[place.keyed] as bigint | string
    const counted = await countIn(reader, place, { key, municipalityId: actor.municipalityId })
    if (counted) uses.push(useOf(place, { key, counted, actor }))
  }
  return uses
}

/** `3 imóveis (Localidade), 12 clientes (Estado civil)`. */
export function useWords(uses: readonly Use[]): string {
  return uses
    .map(
      ({ title, field, count, isMore }) =>
        `${title} (${field}): ${isMore ? 'mais de ' : ''}${count}`
    )
    .join('; ')
}

async function placesOf(reader: Reader, type: RecordType): Promise<Place[]> {
  const declared = registries()
    .records.all()
    .flatMap((user) =>
      user.fields
        .filter(({ record, lookup }) => record === type.name || lookup === type.name)
        .map(({ name, label, type: kind }): Place => ({
          table: user.table,
          column: name,
          keyed: kind === 'lookup' ? 'code' : 'id',
          user,
          field: label,
        }))
    )
  const known = new Set(declared.map(({ table, column }) => `${table}.${column}`))
  const others = await foreignKeys(reader, type.table)
  return [...declared, ...others.filter(({ table, column }) => !known.has(`${table}.${column}`))]
}

/** Columns that the database itself ties to a table; what goes with a deleted row holds nothing back. */
function foreignKeys(reader: Reader, table: string): Promise<Place[]> {
  return readRows<Place>(
    `select c.conrelid::regclass::text as "table", child.attname as "column", parent.attname as keyed
       from pg_constraint c
      cross join lateral unnest(c.conkey, c.confkey) as pair (child, parent)
       join pg_attribute child on child.attrelid = c.conrelid and child.attnum = pair.child
       join pg_attribute parent on parent.attrelid = c.confrelid and parent.attnum = pair.parent
      where c.contype = 'f' and c.confrelid = ?::regclass and c.confdeltype <> 'c' and c.conparentid = 0
        and parent.attname in ('id', 'code')`,
    [table],
    reader
  )
}

async function countIn(
  reader: Reader,
  { table, column, keyed }: Place,
  { key, municipalityId }: { key: bigint | string; municipalityId: bigint }
): Promise<number> {
  const isScoped = keyed === 'code'
  const [row] = await readRows<{ count: bigint }>(
    `select count(*) as count from (
       select from ${table} where ${column} = ? ${isScoped ? 'and municipality_id = ?' : ''} limit ${COUNTED + 1}) used`,
    isScoped ? [key, municipalityId] : [key],
    reader
  )
  return Number(row!.count)
}

interface Counted {
  readonly key: bigint | string
  readonly counted: number
  readonly actor: Actor
}

function useOf({ table, column, user, field }: Place, { key, counted, actor }: Counted): Use {
  const owner =
    user ??
    registries()
      .records.all()
      .find((type) => type.table === table)
  const label = field ?? owner?.fields.find(({ name }) => name === column)?.label
  return {
    title: owner?.title.many ?? table,
    field: label ?? column,
    count: Math.min(counted, COUNTED),
    isMore: counted > COUNTED,
    path: user && mayRead(actor, user) ? `${user.path}?${column}=${key}` : null,
  }
}
