import { type JsonObject, type Tx, query } from '#core/database/index'
import { errors } from './errors.ts'

interface Shape {
  readonly columns: string[]
  readonly cents: string[]
}

interface Moved {
  readonly table: string
  readonly count: bigint
  /** Of each column of cents, as text. */
  readonly sums: JsonObject
  readonly sha256: string
}

async function shapeOf(tx: Tx, table: string): Promise<Shape> {
  const [shape] = await query<Shape>(
    tx,
    `select array_agg(quote_ident(attname) order by attnum) as columns,
            coalesce(array_agg(quote_ident(attname) order by attnum)
              filter (where attname like '%\\_cents' and atttypid = 'int8'::regtype), '{}') as cents
       from pg_attribute where attrelid = ('public.' || ?)::regclass and attnum > 0 and not attisdropped`,
    [table]
  )
  return shape!
}

const sumsSql = ({ cents }: Shape) =>
  cents.length
    ? `jsonb_build_object(${cents.map((one) => `'${one}', coalesce(sum(${one}), 0)::text`).join(', ')})`
    : `'{}'::jsonb`

/** Rows and cents of some rows, active or archived. */
async function weigh(tx: Tx, table: string, { shape, ids }: { shape: Shape; ids: bigint[] }) {
  const [row] = await query<{ weight: string }>(
    tx,
    `select count(*) || ' ' || ${sumsSql(shape)}::text as weight from reporting.${table} where id = any(?::bigint[])`,
    [ids]
  )
  return row!.weight
}

/**
 * Moves rows of several tables in one statement: foreign keys between them are asked when all have gone.
 * @throws BusinessError E_ARCHIVE_SUMS when active and archived rows together are not what they were
 */
export async function move(tx: Tx, rows: ReadonlyMap<string, bigint[]>): Promise<Moved[]> {
  const going = [...rows].filter(([, ids]) => ids.length)
  if (!going.length) return []
  const parts: { table: string; ids: bigint[]; shape: Shape; before: string }[] = []
  for (const [table, ids] of going) {
    const shape = await shapeOf(tx, table)
    parts.push({ table, ids, shape, before: await weigh(tx, table, { shape, ids }) })
  }
  const moves = parts.map(({ table, shape }, at) => {
    const columns = shape.columns.join(', ')
    return `gone_${at} as (delete from public.${table} where id = any(?::bigint[]) returning *),
            kept_${at} as (insert into archive.${table} (${columns}) select ${columns} from gone_${at} returning *)`
  })
  const told = parts.map(
    ({ table, shape }, at) =>
      `select '${table}' as table, count(*) as count, ${sumsSql(shape)} as sums,
              encode(sha256(convert_to(coalesce(string_agg(k::text, e'\\n' order by id), ''), 'UTF8')), 'hex') as sha256
         from kept_${at} k`
  )
  const moved = await query<Moved>(
    tx,
    `with ${moves.join(', ')} ${told.join(' union all ')}`,
    parts.map(({ ids }) => ids)
  )
  for (const { table, ids, shape, before } of parts) {
    const after = await weigh(tx, table, { shape, ids })
    if (after !== before) throw errors.E_ARCHIVE_SUMS({ table, before, after })
  }
  return moved
}
