import { hostname } from 'node:os'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'

const HOUR_MS = 3_600_000

interface Counts {
  requests: number
  failures: number
  totalMs: number
  maxMs: number
}

interface UserCounts {
  readonly municipalityId: bigint
  requests: number
}

/** What this process has served since it last wrote it down: by hour and route, by hour and person. */
let routes = new Map<string, Counts>()
let users = new Map<string, UserCounts>()

export interface ServedRequest {
  /** Pattern of the route: `/registry/premises/:id`. */
  readonly route: string
  readonly milliseconds: number
  readonly isFailure: boolean
  readonly user: { readonly id: bigint; readonly municipalityId: bigint } | null
}

const thisHour = () => new Date(Math.floor(clock.now().getTime() / HOUR_MS) * HOUR_MS).toISOString()

/** Counts one request, in memory. */
export function recordRequest({ route, milliseconds, isFailure, user }: ServedRequest): void {
  const hour = thisHour()
  const key = `${hour} ${route}`
  const counts = routes.get(key) ?? { requests: 0, failures: 0, totalMs: 0, maxMs: 0 }
  counts.requests += 1
  counts.failures += isFailure ? 1 : 0
  counts.totalMs += milliseconds
  counts.maxMs = Math.max(counts.maxMs, milliseconds)
  routes.set(key, counts)
  if (!user) return
  const userKey = `${hour} ${user.id}`
  const known = users.get(userKey) ?? { municipalityId: user.municipalityId, requests: 0 }
  known.requests += 1
  users.set(userKey, known)
}

const splitKey = (key: string) => {
  const [hour = '', ...rest] = key.split(' ')
  return [hour, rest.join(' ')] as const
}

/** Adds what was counted to the database; what cannot be written now is kept for the next time. */
export async function flushRequests(): Promise<void> {
  const [servedRoutes, servedUsers] = [routes, users]
  if (!servedRoutes.size) return
  routes = new Map()
  users = new Map()
  try {
    await db.transaction(async (tx) => {
      for (const [key, counts] of servedRoutes) await addRoute(tx, key, counts)
      for (const [key, counts] of servedUsers) await addUser(tx, key, counts)
    })
  } catch (error) {
    for (const [key, counts] of servedRoutes) routes.set(key, merged(routes.get(key), counts))
    for (const [key, counts] of servedUsers) {
      const now = users.get(key)
      users.set(key, { ...counts, requests: counts.requests + (now?.requests ?? 0) })
    }
    throw error
  }
}

const merged = (a: Counts | undefined, b: Counts): Counts =>
  a
    ? {
        requests: a.requests + b.requests,
        failures: a.failures + b.failures,
        totalMs: a.totalMs + b.totalMs,
        maxMs: Math.max(a.maxMs, b.maxMs),
      }
    : b

type Reader = Parameters<typeof query>[0]

async function addRoute(tx: Reader, key: string, counts: Counts): Promise<void> {
  const [hour, route] = splitKey(key)
  await query(
    tx,
    `insert into monitoring_requests as r (hour, host, process, route, requests, failures, total_ms, max_ms)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (hour, host, process, route) do update
        set requests = r.requests + excluded.requests, failures = r.failures + excluded.failures,
            total_ms = r.total_ms + excluded.total_ms, max_ms = greatest(r.max_ms, excluded.max_ms)`,
    [
      ...[hour, hostname(), process.pid, route, counts.requests, counts.failures],
      ...[Math.ceil(counts.totalMs), Math.ceil(counts.maxMs)],
    ]
  )
}

async function addUser(tx: Reader, key: string, counts: UserCounts): Promise<void> {
  const [hour, user] = splitKey(key)
  await query(
    tx,
    // Who is not there any more is not counted: the figures of everybody else must not wait for them.
    `insert into monitoring_users as u (hour, municipality_id, user_id, requests)
     select ?::timestamptz, municipality.id, person.id, ?::integer
       from access_users person, access_municipalities municipality
      where person.id = ? and municipality.id = ?
     on conflict (hour, user_id) do update set requests = u.requests + excluded.requests`,
    [hour, counts.requests, BigInt(user), counts.municipalityId]
  )
}
