import { type Tx, query } from '#core/database/index'
import type { SetRows } from './gather.ts'
import type { ArchivedWhole } from './wholes.ts'

/** Why a set stays. */
export interface Refusal {
  readonly set: bigint
  readonly code: string
  readonly reason: string
}

interface Pointing {
  readonly name: string
  readonly table: string
  readonly column: string
  readonly to: string
}

type Rows = ReadonlyMap<string, SetRows>

const setsOf = (rows: readonly { readonly set: bigint }[]) => rows.map(({ set }) => set)

/** What the plugins say must stay. */
async function kept(
  tx: Tx,
  { keeps }: ArchivedWhole,
  { rows, since }: { readonly rows: Rows; readonly since: string }
): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  for (const { code, reason, table, when } of keeps) {
    const { ids, sets } = rows.get(table)!
    if (!ids.length) continue
    const found = await query<{ set: bigint }>(
      tx,
      `select distinct w.set from unnest(?::bigint[], ?::bigint[]) w(id, set) join ${table} row on row.id = w.id
        where (${when.replaceAll(':since', `'${since}'::date`)})`,
      [ids, sets]
    )
    refusals.push(...setsOf(found).map((set) => ({ set, code, reason })))
  }
  return refusals
}

/** Every foreign key of the catalogue into the tables of a whole. */
async function pointingTo(tx: Tx, tables: readonly string[]): Promise<Pointing[]> {
  return query<Pointing>(
    tx,
    `select c.conname as name, c.conrelid::regclass::text as table, quote_ident(a.attname) as column,
            c.confrelid::regclass::text as to
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[array_length(c.conkey, 1)]
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.confrelid::regclass::text = any(?::text[])
      order by 1`,
    [[...tables]]
  )
}

/** What points to a row from outside its set, known to the plugins or not. */
async function pointedTo(tx: Tx, { tables }: ArchivedWhole, rows: Rows): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  for (const { name, table, column, to } of await pointingTo(tx, tables)) {
    const target = rows.get(to)!
    if (!target.ids.length) continue
    const inside = rows.get(table)
    const unless = inside
      ? 'left join unnest(?::bigint[], ?::bigint[]) g(id, set) on g.id = p.id and g.set = w.set where g.id is null'
      : ''
    const found = await query<{ set: bigint }>(
      tx,
      `select distinct w.set from unnest(?::bigint[], ?::bigint[]) w(id, set) join ${table} p on p.${column} = w.id ${unless}`,
      [target.ids, target.sets, ...(inside ? [inside.ids, inside.sets] : [])]
    )
    const reason = `Outro registro ainda aponta para ele (${name}).`
    refusals.push(...setsOf(found).map((set) => ({ set, code: 'referenced', reason })))
  }
  return refusals
}

/** Every reason for which sets of a chunk stay; a set may have several. */
export async function refusalsOf(
  tx: Tx,
  whole: ArchivedWhole,
  { rows, shared, since }: { rows: Rows; shared: ReadonlySet<bigint>; since: string }
): Promise<Refusal[]> {
  const reason = 'Divide uma linha com outro conjunto do mesmo mês.'
  return [
    ...(await kept(tx, whole, { rows, since })),
    ...(await pointedTo(tx, whole, rows)),
    ...[...shared].map((set) => ({ set, code: 'shared', reason })),
  ]
}
