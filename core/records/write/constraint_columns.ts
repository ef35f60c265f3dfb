import { type Reader, readRows } from '../query/sql.ts'

const known = new Map<string, readonly string[]>()

/**
 * Which columns each check of the database compares, read once: a check that compares several is named by the database
 * and not by them, and inside a failed transaction nothing can be asked any more.
 */
export async function learnConstraints(reader: Reader): Promise<void> {
  if (known.size) return
  const rows = await readRows<{ key: string; columns: readonly string[] }>(
    `select c.conrelid::regclass::text || '.' || c.conname as key, array_agg(a.attname::text order by a.attnum) as columns
       from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
      where c.contype in ('c', 'x') and c.connamespace = 'public'::regnamespace
      group by c.oid, c.conrelid, c.conname`,
    [],
    reader
  )
  for (const { key, columns } of rows) known.set(key, columns)
}

/** The columns of a constraint, as far as they were learnt. */
export const columnsOfConstraint = (table: string, constraint: string): readonly string[] =>
  known.get(`${table}.${constraint}`) ?? []
