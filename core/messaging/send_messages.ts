import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { CHANNELS } from './channels.ts'
import { gatewayAnswered, gatewayFailed } from './gateways.ts'
import { COST, PER_MINUTE } from './parameters.ts'
import { findTemplate } from './render_message.ts'
import { report } from './report.ts'
import type { Channel, ChannelName, OutgoingMessage, SendResult } from './types.ts'

/** Advisory lock of the sender of a channel, so that the limit per minute is one limit for all processes. */
const SENDER_LOCK = 7_215_003
const BATCH = 20
/** A process that dies while sending gives the message back after this time: it is then sent again, with the same key. */
const LEASE_SECONDS = 120
const MAX_ATTEMPTS = 12
const LONGEST_WAIT_SECONDS = 6 * 3600

interface Leased {
  readonly id: bigint
  readonly channel: ChannelName
  readonly municipality_id: bigint
  readonly template: string
  readonly recipient: string
  readonly recipient_name: string | null
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly attachments: readonly bigint[]
  readonly parameters: readonly string[]
  readonly attempts: number
}

/**
 * Sends what is due, at least once each: a message is marked after the gateway took it. Where no gateway is configured,
 * messages are kept for people to read.
 * @returns how many messages were tried.
 */
export async function sendMessages(): Promise<number> {
  let tried = 0
  for (const channel of Object.values(CHANNELS)) {
    if (!channel.isConfigured()) await keep(channel)
    else tried += await sendBy(channel)
  }
  return tried
}

async function keep({ name }: Channel): Promise<void> {
  await query(
    db,
    `update messaging_messages set state = 'kept', last_error = 'Nenhum servidor de saída está configurado'
      where channel = ? and state = 'waiting' and next_attempt_at <= clock_timestamp()`,
    [name]
  )
}

async function sendBy(channel: Channel): Promise<number> {
  const messages = await lease(channel)
  for (const [index, message] of messages.entries()) {
    const result = await attempt(channel, message)
    await settle(message, result)
    if (result.kind !== 'down') {
      if (result.kind === 'sent') await noteGateway(channel, result)
      continue
    }
    await gatewayFailed(channel.name, result.error)
    await giveBack(messages.slice(index + 1))
    return index + 1
  }
  return messages.length
}

/** What went by the second gateway tells nothing good of the first, which would be told to be back. */
function noteGateway(
  { name }: Channel,
  { firstError }: Extract<SendResult, { kind: 'sent' }>
): Promise<void> {
  return firstError === undefined ? gatewayAnswered(name) : gatewayFailed(name, firstError)
}

async function lease({ name }: Channel): Promise<Leased[]> {
  const perMinute = await limitOf(name)
  return db.transaction(async (tx) => {
    const [lock] = await query<{ mine: boolean }>(
      tx,
      'select pg_try_advisory_xact_lock(?) as mine',
      [SENDER_LOCK]
    )
    if (!lock?.mine) return []
    const [used] = await query<{ count: number }>(
      tx,
      `select ((select count(*) from messaging_messages
                 where channel = ? and state = 'sent' and sent_at > clock_timestamp() - interval '1 minute')
             + (select count(*) from messaging_messages
                 where channel = ? and state = 'waiting' and leased_until > clock_timestamp()))::int as count`,
      [name, name]
    )
    const room = Math.min(BATCH, perMinute - used!.count)
    if (room <= 0) return []
    return query<Leased>(
      tx,
      `update messaging_messages m
          set attempts = attempts + 1, leased_until = clock_timestamp() + make_interval(secs => ?),
              next_attempt_at = clock_timestamp() + make_interval(secs => ?)
         from (select id from messaging_messages
                where channel = ? and state = 'waiting' and next_attempt_at <= clock_timestamp()
                order by next_attempt_at, id limit ? for update skip locked) due
        where m.id = due.id
        returning m.id, channel, municipality_id, template, recipient, recipient_name, subject, html, text, attachments,
                  parameters, attempts`,
      [LEASE_SECONDS, LEASE_SECONDS, name, room]
    )
  })
}

/** The strictest of the municipalities that share the gateway. */
async function limitOf(channel: ChannelName): Promise<number> {
  const rows = await query<{ municipality_id: bigint }>(
    db,
    `select distinct municipality_id from messaging_messages where channel = ? and state = 'waiting'`,
    [channel]
  )
  const limits = await Promise.all(
    rows.map((row) =>
      parameterWithin<number>(db, { key: PER_MINUTE[channel], municipalityId: row.municipality_id })
    )
  )
  return Math.min(...limits, Number.MAX_SAFE_INTEGER)
}

async function attempt(channel: Channel, message: Leased): Promise<SendResult> {
  try {
    return await channel.send(await outgoing(message))
  } catch (error) {
    return { kind: 'later', error: (error as Error).message }
  }
}

async function outgoing(row: Leased): Promise<OutgoingMessage> {
  const files = []
  for (const id of row.attachments) files.push(await readStoredFile(db, row.municipality_id, id))
  const { whatsapp: external } = findTemplate(row.template)
  return {
    ...{ id: row.id, idempotencyKey: `m${row.municipality_id}-${row.id}`, template: row.template },
    ...{ recipient: row.recipient, recipientName: row.recipient_name, files },
    ...{ subject: row.subject, html: row.html, text: row.text },
    ...(external && row.channel === 'whatsapp' ? { external, parameters: row.parameters } : {}),
  }
}

async function settle(message: Leased, result: SendResult): Promise<void> {
  if (result.kind === 'sent') return markSent(message, result)
  if (result.kind === 'down') return giveBack([message], result.error)
  const isOver = result.kind === 'refused' || message.attempts >= MAX_ATTEMPTS
  await db.transaction(async (tx) => {
    await query(
      tx,
      `update messaging_messages
          set state = ?, last_error = ?, leased_until = null,
              next_attempt_at = clock_timestamp() + make_interval(secs => least(?, 15 * 2 ^ attempts))
        where id = ?`,
      [isOver ? 'failed' : 'waiting', result.error, LONGEST_WAIT_SECONDS, message.id]
    )
    if (isOver) await report(tx, [{ ...reported(message), status: 'failed', error: result.error }])
  })
  if (result.kind === 'refused' && result.isAddress) await bounce(message, result.error)
}

const reported = (message: Leased) => {
  const { id: messageId, municipality_id: municipalityId, channel, recipient } = message
  return { messageId, municipalityId, channel, recipient, at: clock.now() }
}

/** What is paid for by delivery costs nothing yet. */
async function markSent(
  message: Leased,
  { response, via, externalId }: Extract<SendResult, { kind: 'sent' }>
): Promise<void> {
  const { id, channel, municipality_id: municipalityId } = message
  const cost =
    channel === 'email' ? await parameterWithin<number>(db, { key: COST.email, municipalityId }) : 0
  await db.transaction(async (tx) => {
    await query(
      tx,
      `update messaging_messages
          set state = 'sent', sent_at = coalesce(sent_at, ?), response = ?, via = ?, cost_cents = greatest(cost_cents, ?),
              external_id = ?, last_error = null, leased_until = null
        where id = ?`,
      [clock.now(), response, via, cost, externalId ?? null, id]
    )
    await report(tx, [{ ...reported(message), status: 'sent', error: null }])
  })
}

async function bounce(message: Leased, error: string): Promise<void> {
  await query(
    db,
    `insert into messaging_addresses (municipality_id, channel, address, state, note) values (?, ?, ?, 'bounced', ?)
     on conflict do nothing`,
    [message.municipality_id, message.channel, message.recipient, error]
  )
}

/** Not the messages' fault: they wait half a minute and this time does not count. */
async function giveBack(messages: readonly Leased[], error: string | null = null): Promise<void> {
  if (!messages.length) return
  await query(
    db,
    `update messaging_messages
        set attempts = greatest(attempts - 1, 0), leased_until = null, last_error = coalesce(?, last_error),
            next_attempt_at = clock_timestamp() + interval '30 seconds'
      where id = any(?::bigint[])`,
    [error, messages.map(({ id }) => id)]
  )
}
