import { type Tx, query } from '#core/database/index'
import { archivedTables } from './wholes.ts'

type Owner = Pick<Tx, 'rawQuery'>

interface Column {
  readonly name: string
  readonly type: string
  readonly initial: string | null
}

/** Advisory lock of who prepares the archive: any constant that nobody else takes. */
const PREPARE_LOCK = 7_215_016

async function columnsOf(owner: Owner, table: string): Promise<Column[]> {
  return query<Column>(
    owner,
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
            case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as initial
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [table]
  )
}

const quoted = (name: string) => `"${name}"`
const namesOf = (columns: readonly Column[]) => columns.map(({ name }) => name)
const listOf = (columns: readonly Column[]) => namesOf(columns).map(quoted).join(', ')
const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((name, index) => name === other[index])

/** Columns that the active table got since; what it lost stays in the archive, where years were written with it. */
async function follow(owner: Owner, table: string, active: readonly Column[]): Promise<void> {
  const former = await columnsOf(owner, `archive.${table}`)
  const kept = new Map(former.map((one) => [one.name, one]))
  for (const { name, type, initial } of active) {
    const known = kept.get(name)
    const start = initial ? ` default ${initial}` : ''
    const column = `alter table archive.${table}`
    if (!known)
      await owner.rawQuery(
        `${column} add column ${quoted(name)} ${type}${start}`.replaceAll('?', '\\?')
      )
    else if (known.type !== type)
      await owner.rawQuery(
        `${column} alter column ${quoted(name)} type ${type} using ${quoted(name)}::${type}`
      )
  }
}

async function prepareTable(owner: Owner, table: string): Promise<void> {
  const active = await columnsOf(owner, `public.${table}`)
  const [known] = await query<{ is: boolean }>(owner, 'select to_regclass(?) is not null as is', [
    `archive.${table}`,
  ])
  if (!known!.is) {
    // Without checks and foreign keys: the rows met them when they were written, and what they point to may go later.
    await owner.rawQuery(`create table archive.${table} (like public.${table} including indexes)`)
    await owner.rawQuery(`revoke update, delete, truncate on archive.${table} from current_user`)
  } else await follow(owner, table, active)
  const shown = await columnsOf(owner, `reporting.${table}`)
  if (isSame(namesOf(shown), namesOf(active))) return
  const columns = listOf(active)
  await owner.rawQuery(`drop view if exists reporting.${table}`)
  await owner.rawQuery(
    `create view reporting.${table} as
       select ${columns} from public.${table} union all select ${columns} from archive.${table}`
  )
}

/**
 * Brings the archive to the shape of the active tables, as the owner, after migrations: a twin of each table in the schema
 * `archive`, and in `reporting` a view of the table's own name that holds the rows of both.
 */
export async function prepareArchive(owner: Owner): Promise<void> {
  await owner.rawQuery('select pg_advisory_xact_lock(?)', [PREPARE_LOCK])
  for (const table of archivedTables()) await prepareTable(owner, table)
}

/** Takes the views away, so that migrations may change what they show. */
export async function clearReporting(owner: Owner): Promise<void> {
  const views = await query<{ name: string }>(
    owner,
    `select format('%I.%I', schemaname, viewname) as name from pg_views where schemaname = 'reporting'`
  )
  for (const { name } of views) await owner.rawQuery(`drop view ${name}`)
}
