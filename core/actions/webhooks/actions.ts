import encryption from '@adonisjs/core/services/encryption'
import vine from '@vinejs/vine'
import { type Tx, isUniqueViolation, query } from '#core/database/index'
import { knownEvents } from '../events.ts'
import type { Action } from '../types.ts'
import { checkedUrl } from './address.ts'
import { errors } from './errors.ts'
import { rowId } from '../inputs.ts'

interface Input {
  readonly id?: number
  readonly name: string
  readonly url: string
  readonly events: readonly string[]
  readonly secret?: string
  readonly is_active?: boolean
}

interface Outcome {
  readonly id: bigint
  readonly name: string
}

const subject = (_: unknown, { id }: Outcome) => ({ type: 'webhooks.subscription', id })

function checkEvents(events: readonly string[]): void {
  const known = knownEvents()
  const stranger = events.find((event) => event !== '*' && !known.has(event))
  if (stranger) throw errors.E_WEBHOOKS_EVENT({ event: stranger })
}

/** Writes a subscription of another system, new or changed; the secret is kept encrypted and never shown again. */
export const saveWebhookAction: Action<Input, Outcome> = {
  name: 'webhooks.save',
  title: 'Salvar integração',
  permission: 'webhooks.manage',
  input: vine.create({
    id: rowId().optional(),
    name: vine.string().trim().minLength(3).maxLength(80),
    url: vine.string().trim().maxLength(2000),
    events: vine.array(vine.string().maxLength(100)).notEmpty(),
    secret: vine.string().minLength(16).maxLength(200).optional(),
    is_active: vine.boolean().optional(),
  }),
  reason: 'none',
  subject,
  async run({ tx, municipalityId }, given) {
    const url = checkedUrl(given.url).href
    checkEvents(given.events)
    if (!given.id && !given.secret) throw errors.E_WEBHOOKS_SECRET()
    const secret = given.secret ? encryption.encrypt(given.secret) : null
    try {
      return await write(tx, municipalityId, { given, url, secret })
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      throw errors.E_WEBHOOKS_NAME({ name: given.name }, { cause: error })
    }
  },
  describe: ({ url }, { name }) => `Integração salva: ${name}, ${url}`,
}

interface Written {
  readonly given: Input
  readonly url: string
  readonly secret: string | null
}

async function write(
  tx: Tx,
  municipalityId: bigint,
  { given, url, secret }: Written
): Promise<Outcome> {
  const isActive = given.is_active ?? true
  const values = [given.name, url, given.events, isActive, secret, municipalityId]
  const [row] = await query<Outcome>(
    tx,
    given.id
      ? `update actions_webhooks set name = ?, url = ?, events = ?::text[], is_active = ?, secret = coalesce(?, secret)
          where municipality_id = ? and id = ? returning id, name`
      : `insert into actions_webhooks (name, url, events, is_active, secret, municipality_id)
         values (?, ?, ?::text[], ?, ?, ?) returning id, name`,
    given.id ? [...values, given.id] : values
  )
  if (!row) throw errors.E_WEBHOOKS_UNKNOWN({ id: given.id ?? 0 })
  return row
}

/** Sends a delivery again: one that was given up, or one that the other system lost. */
export const resendDeliveryAction: Action<{ readonly id: number }, Outcome> = {
  name: 'webhooks.resend',
  title: 'Reenviar entrega',
  permission: 'webhooks.manage',
  input: vine.create({ id: rowId() }),
  reason: 'none',
  subject,
  async run({ tx, municipalityId }, { id }) {
    const [row] = await query<{ state: string; webhook_id: bigint; event: string }>(
      tx,
      `select d.state, d.webhook_id, d.event from actions_webhook_deliveries d
        where d.id = ? and d.municipality_id = ? for update`,
      [id, municipalityId]
    )
    if (!row) throw errors.E_WEBHOOKS_UNKNOWN({ id })
    if (row.state === 'waiting') throw errors.E_WEBHOOKS_WAITING({ id })
    await query(
      tx,
      `update actions_webhook_deliveries
          set state = 'waiting', attempts = 0, delivered_at = null, next_attempt_at = clock_timestamp() where id = ?`,
      [id]
    )
    return { id: row.webhook_id, name: row.event }
  },
  describe: ({ id }, { name }) => `Entrega ${id} reenviada: ${name}`,
}

export const webhookActions: readonly Action[] = [saveWebhookAction, resendDeliveryAction]
