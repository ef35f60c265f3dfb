import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { CHANNELS } from '../channels.ts'
import { errors } from '../errors.ts'
import { gateways } from '../gateways.ts'
import type { ChannelName } from '../types.ts'

export const MESSAGES_PER_PAGE = 50

export const STATES = {
  waiting: { tone: 'info', text: 'Na fila' },
  sent: { tone: 'good', text: 'Enviada' },
  failed: { tone: 'bad', text: 'Falhou' },
  kept: { tone: 'neutral', text: 'Guardada' },
  suppressed: { tone: 'attention', text: 'Não enviada' },
} as const
export type MessageState = keyof typeof STATES

export interface MessageFilter {
  readonly municipalityId: bigint
  readonly state: MessageState | null
  readonly text: string
}

interface Row {
  readonly id: bigint
  readonly channel: ChannelName
  readonly template: string
  readonly recipient: string
  readonly recipient_name: string | null
  readonly subject: string
  readonly state: MessageState
  readonly attempts: number
  readonly last_error: string | null
  readonly created_at: Date
  readonly sent_at: Date | null
  readonly delivered_at: Date | null
  readonly read_at: Date | null
  readonly cost_cents: bigint
}

const NARROWED = `municipality_id = ? and (?::text is null or state = ?) and (? = '' or recipient like ?)`

/** A page of messages, newest first. */
export async function messageList({ municipalityId, state, text }: MessageFilter, page: number) {
  const wanted = text.trim().toLowerCase()
  const narrow = [municipalityId, state, state, wanted, `%${wanted.replace(/[%_\\]/g, '\\$&')}%`]
  const [{ total } = { total: 0 }] = await query<{ total: number }>(
    db,
    `select count(*)::int as total from messaging_messages where ${NARROWED}`,
    narrow
  )
  const rows = await query<Row>(
    db,
    `select id, channel, template, recipient, recipient_name, subject, state, attempts, last_error, created_at, sent_at,
            delivered_at, read_at, cost_cents
       from messaging_messages where ${NARROWED} order by id desc limit ? offset ?`,
    [...narrow, MESSAGES_PER_PAGE, (page - 1) * MESSAGES_PER_PAGE]
  )
  return { total, messages: rows.map(listed) }
}

const listed = (row: Row) => ({
  ...row,
  channel: CHANNELS[row.channel].title,
  template: registries().messages.find(row.template)?.title ?? row.template,
  state: STATES[row.state],
})

/** One message with its words. @throws BusinessError E_MESSAGING_UNKNOWN */
export async function messageOf(municipalityId: bigint, id: bigint) {
  const [row] = await query<
    Row & {
      html: string
      text: string
      response: string | null
      via: string | null
      attachments: bigint[]
    }
  >(db, 'select * from messaging_messages where id = ? and municipality_id = ?', [
    id,
    municipalityId,
  ])
  if (!row) throw errors.E_MESSAGING_UNKNOWN({ id })
  const files = await query<{ id: bigint; name: string }>(
    db,
    'select id, name from files_objects where municipality_id = ? and id = any(?::bigint[])',
    [municipalityId, row.attachments]
  )
  const [blocked] = await query<{ state: string; note: string | null }>(
    db,
    'select state, note from messaging_addresses where municipality_id = ? and channel = ? and address = ?',
    [municipalityId, row.channel, row.recipient]
  )
  return { ...row, ...listed(row), key: row.state, files, blocked: blocked ?? null }
}

/** How each channel stands: not configured, answering, or down since when. */
export async function channelStates() {
  const asked = await gateways()
  const known = new Map(asked.map((gateway) => [gateway.channel, gateway]))
  return Object.values(CHANNELS).map((channel) => ({
    title: channel.title,
    isConfigured: channel.isConfigured(),
    failingSince: known.get(channel.name)?.failing_since ?? null,
    error: known.get(channel.name)?.last_error ?? null,
  }))
}
