import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'

const DAYS_IN_MONTH = 30
const TABLES_SHOWN = 12
const MIB = 1024 ** 2

interface Growth {
  readonly table_name: string
  readonly bytes: bigint
  readonly rows_estimate: bigint
  /** Bytes of the earliest sample of the last 90 days, and the days since. */
  readonly before: bigint
  readonly days: number
}

/** How large the tables are, how fast they grow, and how long the disk lasts at that rate. */
export async function capacity() {
  const rows = await query<Growth>(
    db,
    `with last as (select max(on_date) as on_date from monitoring_tables),
          first as (select min(m.on_date) as on_date from monitoring_tables m, last l where m.on_date >= l.on_date - 90)
     select t.table_name, t.bytes, t.rows_estimate, coalesce(b.bytes, 0) as before, (l.on_date - f.on_date)::int as days
       from last l cross join first f
       join monitoring_tables t on t.on_date = l.on_date
       left join monitoring_tables b on b.on_date = f.on_date and b.table_name = t.table_name
      order by t.bytes desc`
  )
  const [host] = await query<{ free: bigint }>(
    db,
    'select disk_total - disk_used as free from monitoring_hosts order by minute desc limit 1'
  )
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0n)
  const before = rows.reduce((sum, row) => sum + row.before, 0n)
  const days = rows[0]?.days ?? 0
  const perMonth = days > 0 ? (Number(bytes - before) / days) * DAYS_IN_MONTH : null
  return {
    total: sizeText(bytes),
    days,
    perMonth: perMonth === null ? null : sizeText(perMonth),
    monthsLeft: monthsLeft(host?.free ?? null, perMonth),
    tables: rows.slice(0, TABLES_SHOWN).map((row) => ({
      name: row.table_name,
      rows: row.rows_estimate,
      size: sizeText(row.bytes),
      perMonth: days > 0 ? sizeText((Number(row.bytes - row.before) / days) * DAYS_IN_MONTH) : null,
    })),
  }
}

function monthsLeft(free: bigint | null, perMonth: number | null): number | null {
  if (free === null || perMonth === null || perMonth <= 0) return null
  return Math.floor(Number(free) / perMonth)
}

const number = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 1 })

/** `12,4 MiB`, from bytes. */
export const sizeText = (bytes: bigint | number): string => {
  const mib = Number(bytes) / MIB
  return mib < 1024 ? `${number.format(mib)} MiB` : `${number.format(mib / 1024)} GiB`
}
