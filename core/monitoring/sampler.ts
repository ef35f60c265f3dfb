import { statfs } from 'node:fs/promises'
import { cpus, freemem, hostname, totalmem } from 'node:os'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { varPath } from '#core/kernel/index'

const MINUTE_MS = 60_000

let before = cpuTimes()

function cpuTimes() {
  let [busy, all] = [0, 0]
  for (const { times } of cpus()) {
    const total = times.user + times.nice + times.sys + times.idle + times.irq
    all += total
    busy += total - times.idle
  }
  return { busy, all }
}

/** How busy the processors were since the last time this was asked, in per cent. */
function cpuPercent(): number {
  const now = cpuTimes()
  const all = now.all - before.all
  const percent = all > 0 ? ((now.busy - before.busy) * 100) / all : 0
  before = now
  return Math.min(100, Math.max(0, percent))
}

/** Writes how this machine is doing in this minute; several processes of one machine write it once. */
export async function sampleHost(): Promise<void> {
  const minute = new Date(Math.floor(clock.now().getTime() / MINUTE_MS) * MINUTE_MS)
  const { bsize, blocks, bfree } = await statfs(varPath())
  await query(
    db,
    `insert into monitoring_hosts (minute, host, cpu_percent, memory_used, memory_total, disk_used, disk_total)
     values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    [
      ...[minute, hostname(), cpuPercent().toFixed(2), BigInt(totalmem() - freemem())],
      ...[
        BigInt(totalmem()),
        BigInt(blocks - bfree) * BigInt(bsize),
        BigInt(blocks) * BigInt(bsize),
      ],
    ]
  )
}

/** Writes the size of each table, once a day. */
export async function sampleTables(): Promise<void> {
  const day = clock.now().toISOString().slice(0, 10)
  const [known] = await query(db, 'select 1 from monitoring_tables where on_date = ? limit 1', [
    day,
  ])
  if (known) return
  await query(
    db,
    `insert into monitoring_tables (on_date, table_name, rows_estimate, bytes)
     select ?, c.relname, greatest(c.reltuples, 0)::bigint, pg_total_relation_size(c.oid)
       from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
     on conflict do nothing`,
    [day]
  )
}

const startedAt = new Date(Date.now() - process.uptime() * 1000)
const KEPT_DAYS = 400

/** Says that this process is alive; those that have been silent for a day are forgotten. */
export async function beat(role: 'web' | 'worker'): Promise<void> {
  await query(
    db,
    `insert into monitoring_processes (host, process, role, started_at, beat_at) values (?, ?, ?, ?, clock_timestamp())
     on conflict (host, process, role) do update set started_at = excluded.started_at, beat_at = excluded.beat_at`,
    [hostname(), process.pid, role, startedAt]
  )
  await query(
    db,
    `delete from monitoring_processes where beat_at < clock_timestamp() - interval '1 day'`
  )
}

/** Says that this process has ended as it should. */
export async function endBeat(role: 'web' | 'worker'): Promise<void> {
  await query(db, 'delete from monitoring_processes where host = ? and process = ? and role = ?', [
    ...[hostname(), process.pid, role],
  ])
}

/** Forgets minutes of machines after some months: hours and days are what capacity is planned with. */
export async function forgetOld(): Promise<void> {
  await query(
    db,
    `delete from monitoring_hosts where minute < clock_timestamp() - make_interval(days => ?)`,
    [KEPT_DAYS]
  )
}
