import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { knownEvents } from '../events.ts'
import { errors } from './errors.ts'

export const DELIVERIES_PER_PAGE = 50

export interface Webhook {
  readonly id: bigint
  readonly name: string
  readonly url: string
  readonly events: readonly string[]
  readonly is_active: boolean
}

const STATES = {
  waiting: { tone: 'info', text: 'Na fila' },
  delivered: { tone: 'good', text: 'Entregue' },
  dead: { tone: 'bad', text: 'Desistiu' },
} as const

const titleOf = (event: string) =>
  event === '*' ? 'Todos os eventos' : (knownEvents().get(event)?.title ?? event)

/** The subscriptions, each with what waits and what was given up. */
export async function webhookList(municipalityId: bigint) {
  const rows = await query<Webhook & { waiting: number; dead: number }>(
    db,
    `select w.id, w.name, w.url, w.events, w.is_active,
            (select count(*) from actions_webhook_deliveries where webhook_id = w.id and state = 'waiting')::int as waiting,
            (select count(*) from actions_webhook_deliveries where webhook_id = w.id and state = 'dead')::int as dead
       from actions_webhooks w where w.municipality_id = ? order by w.name`,
    [municipalityId]
  )
  return rows.map((row) => ({ ...row, titles: row.events.map(titleOf) }))
}

/** @throws BusinessError E_WEBHOOKS_UNKNOWN */
export async function webhookOf(municipalityId: bigint, id: bigint): Promise<Webhook> {
  const [row] = await query<Webhook>(
    db,
    'select id, name, url, events, is_active from actions_webhooks where id = ? and municipality_id = ?',
    [id, municipalityId]
  )
  if (!row) throw errors.E_WEBHOOKS_UNKNOWN({ id })
  return row
}

/** One page of the deliveries of a subscription, newest first, with the last answer of each. */
export async function deliveryPage(municipalityId: bigint, id: bigint, page: number) {
  const webhook = await webhookOf(municipalityId, id)
  const [{ total } = { total: 0 }] = await query<{ total: number }>(
    db,
    'select count(*)::int as total from actions_webhook_deliveries where webhook_id = ?',
    [id]
  )
  const rows = await query<{
    id: bigint
    event_id: bigint
    event: string
    state: keyof typeof STATES
    attempts: number
    created_at: Date
    next_attempt_at: Date
    at: Date | null
    status: number | null
    milliseconds: number | null
    error: string | null
  }>(
    db,
    `select d.id, d.event_id, d.event, d.state, d.attempts, d.created_at, d.next_attempt_at,
            a.at, a.status, a.milliseconds, a.error
       from actions_webhook_deliveries d
       left join lateral (select * from actions_webhook_attempts where delivery_id = d.id order by id desc limit 1) a on true
      where d.webhook_id = ? order by d.id desc limit ? offset ?`,
    [id, DELIVERIES_PER_PAGE, (page - 1) * DELIVERIES_PER_PAGE]
  )
  const deliveries = rows.map((row) => ({
    ...row,
    key: row.state,
    state: STATES[row.state],
    title: titleOf(row.event),
  }))
  return { webhook: { ...webhook, titles: webhook.events.map(titleOf) }, total, deliveries }
}

/** What was sent, and every answer to it. */
export async function deliveryOf(municipalityId: bigint, id: bigint) {
  const [row] = await query<{
    id: bigint
    webhook_id: bigint
    event: string
    event_id: bigint
    body: string
    state: keyof typeof STATES
    created_at: Date
  }>(db, 'select * from actions_webhook_deliveries where id = ? and municipality_id = ?', [
    id,
    municipalityId,
  ])
  if (!row) throw errors.E_WEBHOOKS_UNKNOWN({ id })
  const attempts = await query<{
    at: Date
    status: number | null
    milliseconds: number
    error: string | null
    response: string | null
  }>(db, 'select * from actions_webhook_attempts where delivery_id = ? order by id desc limit 50', [
    id,
  ])
  const body = JSON.stringify(JSON.parse(row.body), null, 2)
  return {
    ...row,
    body,
    key: row.state,
    state: STATES[row.state],
    title: titleOf(row.event),
    attempts,
  }
}

export const eventOptions = () =>
  [...knownEvents()]
    .map(([name, { title }]) => ({ name, title }))
    .sort((a, b) => a.title.localeCompare(b.title, 'pt-BR'))
