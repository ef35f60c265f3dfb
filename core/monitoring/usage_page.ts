import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { columnChart } from './chart.ts'

const GIB = 1024 ** 3
const SERVICES_SHOWN = 15
const DAY = Array.from({ length: 24 }, (_, hour) => hour)

interface Scope {
  readonly municipalityId: bigint
  readonly day: CivilDate
  readonly timeZone: string
}

const WITHIN = `>= (?::date)::timestamp at time zone ?`
const BEFORE = `< (?::date + 1)::timestamp at time zone ?`
const span = ({ day, timeZone }: Scope) => [day, timeZone, day, timeZone]

interface HourRow {
  readonly hour: number
  readonly requests: number
  readonly average_ms: number
  readonly max_ms: number
}

/** Use and speed of one day, in the municipality's hours. */
export async function usageOf(scope: Scope) {
  const hours = await query<HourRow>(
    db,
    `select extract(hour from hour at time zone ?)::int as hour, sum(requests)::int as requests,
            (sum(total_ms)::float8 / sum(requests)) as average_ms, max(max_ms)::int as max_ms
       from monitoring_requests where hour ${WITHIN} and hour ${BEFORE} group by 1 order by 1`,
    [scope.timeZone, ...span(scope)]
  )
  const [total] = await query<{
    requests: number
    failures: number
    average_ms: number | null
    max_ms: number
  }>(
    db,
    `select coalesce(sum(requests), 0)::int as requests, coalesce(sum(failures), 0)::int as failures,
            sum(total_ms)::float8 / nullif(sum(requests), 0) as average_ms, coalesce(max(max_ms), 0)::int as max_ms
       from monitoring_requests where hour ${WITHIN} and hour ${BEFORE}`,
    span(scope)
  )
  const [people] = await query<{ users: number }>(
    db,
    `select count(distinct user_id)::int as users from monitoring_users
      where municipality_id = ? and hour ${WITHIN} and hour ${BEFORE}`,
    [scope.municipalityId, ...span(scope)]
  )
  return {
    total: total!,
    users: people?.users ?? 0,
    services: await servicesOf(scope),
    ...chartsOf(hours),
    hours,
  }
}

const servicesOf = (scope: Scope) =>
  query<{ route: string; requests: number; failures: number; average_ms: number; max_ms: number }>(
    db,
    `select route, sum(requests)::int as requests, sum(failures)::int as failures,
            (sum(total_ms)::float8 / sum(requests)) as average_ms, max(max_ms)::int as max_ms
       from monitoring_requests where hour ${WITHIN} and hour ${BEFORE}
      group by route order by sum(total_ms) desc limit ?`,
    [...span(scope), SERVICES_SHOWN]
  )

function chartsOf(rows: readonly HourRow[]) {
  const byHour = new Map(rows.map((row) => [row.hour, row]))
  const hours = DAY.map((hour) => ({ hour, row: byHour.get(hour) }))
  return {
    requestChart: columnChart(
      hours.map(({ hour, row }) => ({ label: `${hour} h`, value: row?.requests ?? 0 })),
      { title: 'Pedidos por hora' }
    ),
    speedChart: columnChart(
      hours.map(({ hour, row }) => ({
        label: `${hour} h`,
        value: row?.average_ms ?? 0,
        ...(row ? { peak: row.max_ms } : {}),
      })),
      { title: 'Tempo médio de resposta por hora, com o máximo', unit: ' ms' }
    ),
  }
}

interface HostHour {
  readonly host: string
  readonly hour: number
  readonly cpu: number
  readonly cpu_max: number
  readonly memory: number
  readonly disk: number
  readonly memory_total: bigint
  readonly disk_total: bigint
}

/** Processor, memory and disk of each machine on one day. */
export async function hostsOf(scope: Scope) {
  const rows = await query<HostHour>(
    db,
    `select host, extract(hour from minute at time zone ?)::int as hour,
            avg(cpu_percent)::float8 as cpu, max(cpu_percent)::float8 as cpu_max,
            (avg(memory_used::float8 / memory_total) * 100)::float8 as memory,
            (max(disk_used::float8 / disk_total) * 100)::float8 as disk,
            max(memory_total) as memory_total, max(disk_total) as disk_total
       from monitoring_hosts where minute ${WITHIN} and minute ${BEFORE} group by host, 2 order by host, 2`,
    [scope.timeZone, ...span(scope)]
  )
  const hosts = new Map<string, HostHour[]>()
  for (const row of rows) hosts.set(row.host, [...(hosts.get(row.host) ?? []), row])
  return [...hosts].map(([name, hours]) => hostView(name, hours))
}

function hostView(name: string, hours: readonly HostHour[]) {
  const last = hours.at(-1)!
  const average = (pick: (hour: HostHour) => number) =>
    Math.floor(hours.reduce((sum, hour) => sum + pick(hour), 0) / hours.length)
  return {
    name,
    cpu: average(({ cpu }) => cpu),
    cpuMax: Math.ceil(Math.max(...hours.map((hour) => hour.cpu_max))),
    memory: average(({ memory }) => memory),
    disk: Math.ceil(last.disk),
    memoryTotal: gib(last.memory_total),
    diskTotal: gib(last.disk_total),
    chart: columnChart(
      DAY.map((number) => {
        const hour = hours.find((one) => one.hour === number)
        const label = `${number} h`
        return hour ? { label, value: hour.cpu, peak: hour.cpu_max } : { label, value: 0 }
      }),
      { title: `Processador de ${name} por hora, com o máximo`, unit: ' %', top: 100 }
    ),
  }
}

const gib = (bytes: bigint | number) =>
  `${new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 1 }).format(Number(bytes) / GIB)} GiB`
