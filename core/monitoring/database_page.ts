import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { query } from '#core/database/index'
import { sizeText } from './capacity.ts'
import { MINIMUM_POSTGRES } from './parameters.ts'

const TABLES_SHOWN = 40
const QUERIES_SHOWN = 15
const TEXT_SHOWN = 400

/** `[18, 4]` of `18.4 (Debian …)`. */
const partsOf = (version: string): [number, number] => {
  const [, major = '0', minor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(version) ?? []
  return [Number(major), Number(minor)]
}

/** Whether a version of PostgreSQL is older than another. */
export function isOlder(version: string, minimum: string): boolean {
  const [own, least] = [partsOf(version), partsOf(minimum)]
  return own[0] === least[0] ? own[1] < least[1] : own[0] < least[0]
}

interface TableRow {
  readonly name: string
  readonly bytes: bigint
  readonly index_bytes: bigint
  readonly rows: bigint
  readonly dead: bigint
  readonly analyzed_at: Date | null
}

export interface SlowQuery {
  readonly text: string
  readonly calls: bigint
  readonly mean: number
  readonly longest: number
  readonly total: number
}

/** What who looks after the database wants to know: version, size and statistics of each table, slowest statements. */
export async function databasePage(municipalityId: bigint, today: CivilDate) {
  const [about] = await query<{ version: string; bytes: bigint; is_super: boolean }>(
    db,
    `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
            (select rolsuper from pg_roles where rolname = current_user) as is_super`,
    []
  )
  const minimum = String(await parameterInForce(MINIMUM_POSTGRES, municipalityId, today))
  const tables = await query<TableRow>(
    db,
    `select s.relname as name, pg_total_relation_size(s.relid) as bytes, pg_indexes_size(s.relid) as index_bytes,
            greatest(c.reltuples, s.n_live_tup)::bigint as rows, s.n_dead_tup as dead,
            greatest(s.last_analyze, s.last_autoanalyze) as analyzed_at
       from pg_stat_user_tables s join pg_class c on c.oid = s.relid
      where s.schemaname = 'public' order by 2 desc, 1 limit ?`,
    [TABLES_SHOWN]
  )
  return {
    version: about!.version,
    minimum,
    isOld: isOlder(about!.version, minimum),
    isSuper: about!.is_super,
    size: sizeText(about!.bytes),
    readAt: clock.now(),
    tables: tables.map(({ bytes, index_bytes: indexes, ...table }) => ({
      ...table,
      size: sizeText(bytes),
      indexes: sizeText(indexes),
    })),
    slow: await slowQueries(),
  }
}

/** The statements that take longest on average; null where the server does not keep count (`pg_stat_statements`). */
async function slowQueries(): Promise<SlowQuery[] | null> {
  const [known] = await query<{ is: boolean }>(
    db,
    `select to_regclass('pg_stat_statements') is not null
            and current_setting('pg_stat_statements.max', true) is not null as is`,
    []
  )
  if (!known?.is) return null
  return query<SlowQuery>(
    db,
    `select left(regexp_replace(query, '\\s+', ' ', 'g'), ${TEXT_SHOWN}) as text, calls, mean_exec_time as mean,
            max_exec_time as longest, total_exec_time as total
       from pg_stat_statements
      where dbid = (select oid from pg_database where datname = current_database()) and toplevel
        and query !~* '^(begin|commit|rollback|set|copy|create|alter|grant|revoke|drop)\\y'
      order by mean_exec_time desc limit ${QUERIES_SHOWN}`,
    []
  )
}
