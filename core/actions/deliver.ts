import db from '@adonisjs/lucid/services/db'
import type { JsonObject } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { Listener } from './types.ts'

interface WaitingEvent {
  readonly id: bigint
  readonly event: string
  readonly municipality_id: bigint
  readonly created_at: Date
  readonly payload: string
  readonly delivered_to: readonly string[]
}

const BATCH = 50
/** A process that dies while delivering gives the event back after this time. */
const LEASE_SECONDS = 60
const LONGEST_WAIT_SECONDS = 3600

/**
 * Tells listeners of events that were committed, at least once each: a listener that fails is told again later (waiting
 * twice as long each time, an hour at most), those that took it are not.
 * @returns how many events were tried.
 */
export async function deliverEvents(): Promise<number> {
  const events = await lease()
  for (const event of events) await deliver(event)
  return events.length
}

/** The row is leased, not locked, so that a slow listener holds no transaction open. */
async function lease(): Promise<WaitingEvent[]> {
  const { rows } = await db.rawQuery(
    `update actions_outbox o
        set attempts = o.attempts + 1, next_attempt_at = clock_timestamp() + make_interval(secs => ?)
       from (select id from actions_outbox
              where delivered_at is null and next_attempt_at <= clock_timestamp()
              order by next_attempt_at, id limit ? for update skip locked) due
      where o.id = due.id
      returning o.id, o.event, o.municipality_id, o.created_at, o.payload, o.delivered_to`,
    [LEASE_SECONDS, BATCH]
  )
  return (rows as WaitingEvent[]).sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function deliver(waiting: WaitingEvent): Promise<void> {
  const event = {
    id: waiting.id,
    name: waiting.event,
    municipalityId: waiting.municipality_id,
    createdAt: waiting.created_at,
    payload: JSON.parse(waiting.payload) as JsonObject,
  }
  const took = new Set(waiting.delivered_to)
  const failures: string[] = []
  for (const listener of listenersOf(waiting.event)) {
    if (took.has(listener.name)) continue
    try {
      await listener.run(event)
      took.add(listener.name)
    } catch (error) {
      failures.push(`${listener.name}: ${(error as Error).message}`)
    }
  }
  await db.rawQuery(
    `update actions_outbox
        set delivered_to = ?::text[], last_error = ?,
            delivered_at = case when ? then clock_timestamp() end,
            next_attempt_at = clock_timestamp() + make_interval(secs => least(?, 2 ^ least(attempts, 20)))
      where id = ?`,
    [
      [...took],
      failures.join('; ') || null,
      failures.length === 0,
      LONGEST_WAIT_SECONDS,
      waiting.id,
    ]
  )
}

const listenersOf = (event: string): Listener[] =>
  registries().listeners.filter((listener) => listener.event === event || listener.event === '*')
