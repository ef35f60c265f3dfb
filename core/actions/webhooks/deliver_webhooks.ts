import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { post } from './post.ts'
import { signatureOf } from './signature.ts'

const BATCH = 20
/** Longer than the slowest answer: a process that dies gives its deliveries back after this time. */
const LEASE_SECONDS = 60
/** Seconds before the second, third, … attempt; after the last one a delivery is dead until somebody sends it again. */
export const WAITS = [10, 60, 300, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600]

interface Leased {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly event_id: bigint
  readonly event: string
  readonly body: string
  readonly attempts: number
  readonly url: string
  readonly secret: string
}

/**
 * Sends what is due to other systems, at least once each: a delivery is marked after the other system answered 2xx. Those
 * of one round go side by side, so that a slow system delays the others little.
 * @returns how many deliveries were tried.
 */
export async function deliverWebhooks(): Promise<number> {
  const leased = await query<Leased>(
    db,
    `update actions_webhook_deliveries d
        set attempts = d.attempts + 1, next_attempt_at = clock_timestamp() + make_interval(secs => ?)
       from (select d.id, w.url, w.secret from actions_webhook_deliveries d join actions_webhooks w on w.id = d.webhook_id
              where d.state = 'waiting' and d.next_attempt_at <= clock_timestamp() and w.is_active
              order by d.next_attempt_at, d.id limit ? for update of d skip locked) due
      where d.id = due.id
      returning d.id, d.municipality_id, d.event_id, d.event, d.body, d.attempts, due.url, due.secret`,
    [LEASE_SECONDS, BATCH]
  )
  await Promise.all(leased.map(deliver))
  return leased.length
}

interface Result {
  readonly status: number | null
  readonly milliseconds: number
  readonly error: string | null
  readonly response: string | null
}

async function deliver(delivery: Leased): Promise<void> {
  const started = performance.now()
  const result = await attempt(delivery, () => Math.ceil(performance.now() - started))
  await settle(delivery, result)
}

async function attempt(delivery: Leased, elapsed: () => number): Promise<Result> {
  try {
    const secret = encryption.decrypt<string>(delivery.secret)
    if (secret === null) throw new Error('o segredo não pôde ser lido com a chave desta instalação')
    const seconds = Math.floor(Date.now() / 1000)
    const { status, text } = await post(
      delivery.url,
      {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'Aqueduto',
        'Aqueduto-Event': delivery.event,
        'Aqueduto-Event-Id': String(delivery.event_id),
        'Aqueduto-Timestamp': String(seconds),
        'Aqueduto-Signature': signatureOf(secret, seconds, delivery.body),
      },
      delivery.body
    )
    const error = status >= 200 && status < 300 ? null : `Resposta ${status}`
    return { status, milliseconds: elapsed(), error, response: text }
  } catch (thrown) {
    const { people, message, name } = thrown as { people?: string; message: string; name: string }
    const error = name === 'TimeoutError' ? 'Não respondeu a tempo' : (people ?? message)
    return { status: null, milliseconds: elapsed(), error, response: null }
  }
}

async function settle(delivery: Leased, result: Result): Promise<void> {
  const wait = WAITS[delivery.attempts - 1]
  const state = result.error === null ? 'delivered' : wait === undefined ? 'dead' : 'waiting'
  await db.transaction(async (tx) => {
    await query(
      tx,
      `insert into actions_webhook_attempts (municipality_id, delivery_id, status, milliseconds, error, response)
       values (?, ?, ?, ?, ?, ?)`,
      [
        ...[delivery.municipality_id, delivery.id, result.status, result.milliseconds],
        ...[result.error, result.response],
      ]
    )
    await query(
      tx,
      `update actions_webhook_deliveries
          set state = ?, delivered_at = case when ? = 'delivered' then clock_timestamp() end,
              next_attempt_at = clock_timestamp() + make_interval(secs => ?)
        where id = ?`,
      [state, state, wait ?? 0, delivery.id]
    )
  })
}
