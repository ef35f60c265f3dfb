import { createHmac, timingSafeEqual } from 'node:crypto'
import { clock } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { COST } from '../parameters.ts'
import { report } from '../report.ts'
import type { MessageReport } from '../types.ts'
import { type ApiError, UNDELIVERABLE, wordsOf } from './channel.ts'
import { whatsappNumber } from './number.ts'

/** What the API posts, of what is used here. */
export interface Notice {
  readonly entry?: readonly {
    readonly changes?: readonly { readonly value?: Value }[]
  }[]
}

interface Value {
  readonly statuses?: readonly Status[]
  readonly messages?: readonly Inbound[]
}

interface Status {
  readonly id?: string
  readonly status?: string
  /** Seconds since 1970. */
  readonly timestamp?: string
  readonly pricing?: { readonly billable?: boolean; readonly category?: string }
  readonly biz_opaque_callback_data?: string
  readonly errors?: readonly ApiError[]
}

interface Inbound {
  readonly from?: string
  readonly text?: { readonly body?: string }
}

/** Whether a body, as it came, was signed with the app's secret; in constant time. */
export function isSigned(body: string, signature: string | null, secret: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)
  const given = Buffer.from(signature ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Keeps what is told of messages, in whatever order and however often it is told; who answers “SAIR” gets no more. */
export async function receiveNotice(tx: Tx, { entry = [] }: Notice): Promise<void> {
  const values = entry.flatMap(({ changes = [] }) => changes.flatMap(({ value }) => value ?? []))
  const statuses = values.flatMap(({ statuses: told = [] }) => told)
  const known = statuses.flatMap((one) => toldOf(one) ?? [])
  if (known.length) await keepStatuses(tx, known)
  const leaving = values
    .flatMap(({ messages = [] }) => messages)
    .filter(({ text }) => /^\s*(sair|parar|cancelar)\s*[.!]?\s*$/i.test(text?.body ?? ''))
    .flatMap(({ from }) => whatsappNumber(from ?? '') ?? [])
  if (leaving.length) await optOut(tx, leaving)
}

interface Told {
  readonly externalId: string
  /** Of the key that was sent along; null: the message is known by its name at the channel. */
  readonly messageId: string | null
  readonly status: 'sent' | 'delivered' | 'read' | 'failed'
  readonly at: Date
  readonly error: string | null
  readonly isAddress: boolean
  readonly isBilled: boolean
  readonly category: string | null
}

const STATUSES: readonly string[] = ['sent', 'delivered', 'read', 'failed']

function toldOf(told: Status): Told | null {
  const { id, status = '', timestamp, pricing, errors: [problem] = [] } = told
  if (!id || !STATUSES.includes(status)) return null
  return {
    ...{ externalId: id, messageId: idOf(told), status: status as Told['status'] },
    ...{ at: instantOf(timestamp), error: status === 'failed' ? wordsOf(problem ?? {}) : null },
    isAddress: problem?.code === UNDELIVERABLE,
    isBilled: pricing?.billable === true,
    category: pricing?.category ?? null,
  }
}

/** Of the key that was sent along with the message. */
const idOf = ({ biz_opaque_callback_data: key = '' }: Status): string | null =>
  /^m\d{1,18}-(\d{1,18})$/.exec(key)?.[1] ?? null

function instantOf(timestamp = ''): Date {
  const seconds = Number(timestamp)
  return Number.isSafeInteger(seconds) && seconds > 0 ? new Date(seconds * 1000) : clock.now()
}

type Kept = Pick<MessageReport, 'messageId' | 'channel' | 'recipient'> & {
  readonly position: number
  readonly municipalityId: bigint
}

/** A message that was read was delivered, told or not; one that was delivered did not fail, and a failure is final. */
async function keepStatuses(tx: Tx, told: readonly Told[]): Promise<void> {
  const kept: { of: Told; message: Kept }[] = []
  for (const one of told) {
    const isThere = one.status === 'delivered' || one.status === 'read'
    const [message] = await query<Kept>(
      tx,
      `update messaging_messages
          set external_id = coalesce(external_id, ?), sent_at = coalesce(sent_at, ?),
              delivered_at = case when ? then coalesce(delivered_at, ?) else delivered_at end,
              read_at = case when ? then coalesce(read_at, ?) else read_at end,
              state = case when ? then 'failed' else 'sent' end, last_error = ?,
              category = coalesce(?, category), leased_until = null
        where channel = 'whatsapp' and (id = ?::bigint or external_id = ?) and (not ? or delivered_at is null)
          and (state <> 'failed' or ?)
        returning id as "messageId", channel, recipient, municipality_id as "municipalityId"`,
      [
        ...[one.externalId, one.at, isThere, one.at, one.status === 'read', one.at],
        ...[one.status === 'failed', one.error, one.category, one.messageId, one.externalId],
        ...[one.status === 'failed', isThere],
      ]
    )
    if (!message) continue
    kept.push({ of: one, message })
    if (isThere && one.isBilled) await charge(tx, message)
    if (one.isAddress) await bounce(tx, message, one.error)
  }
  const reports = kept.map(({ of: { status, at, error }, message }) => ({
    ...{ ...message, status, at, error },
  }))
  await report(tx, reports)
}

async function charge(tx: Tx, { messageId, municipalityId }: Kept): Promise<void> {
  const cost = await parameterWithin<number>(tx, { key: COST.whatsapp, municipalityId })
  await query(tx, 'update messaging_messages set cost_cents = ? where id = ?', [cost, messageId])
}

async function bounce(tx: Tx, { municipalityId, recipient }: Kept, error: string | null) {
  await query(
    tx,
    `insert into messaging_addresses (municipality_id, channel, address, state, note)
     values (?, 'whatsapp', ?, 'bounced', ?) on conflict do nothing`,
    [municipalityId, recipient, error]
  )
}

/** By every municipality that wrote to the number. */
async function optOut(tx: Tx, numbers: readonly string[]): Promise<void> {
  await query(
    tx,
    `insert into messaging_addresses (municipality_id, channel, address, state, note)
     select distinct municipality_id, 'whatsapp', recipient, 'opted_out', 'Respondeu SAIR' from messaging_messages
      where channel = 'whatsapp' and recipient = any(?::text[])
     on conflict (municipality_id, channel, address) do update set state = 'opted_out', note = excluded.note`,
    [numbers]
  )
}
