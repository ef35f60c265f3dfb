import vine from '@vinejs/vine'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from './errors.ts'
import type { ChannelName } from './types.ts'
import { whatsappNumber } from './whatsapp/number.ts'

interface Outcome {
  readonly id: bigint
  readonly recipient: string
  readonly subject: string
}

/** Sends a message again, with the same content and the same key. */
export const resendAction: Action<{ readonly id: number }, Outcome> = {
  name: 'messaging.resend',
  title: 'Reenviar mensagem',
  permission: 'messaging.resend',
  input: vine.create({ id: rowId() }),
  reason: 'none',
  subject: (_, { id }) => ({ type: 'messaging.message', id }),
  async run({ tx, municipalityId }, { id }) {
    const [row] = await query<Outcome & { state: string; blocked: string | null }>(
      tx,
      `select m.id, m.recipient, m.subject, m.state, a.state as blocked from messaging_messages m
         left join messaging_addresses a
           on a.municipality_id = m.municipality_id and a.channel = m.channel and a.address = m.recipient
        where m.id = ? and m.municipality_id = ? for update of m`,
      [id, municipalityId]
    )
    if (!row) throw errors.E_MESSAGING_UNKNOWN({ id })
    if (row.state === 'waiting') throw errors.E_MESSAGING_WAITING({ id })
    if (row.blocked) {
      throw errors.E_MESSAGING_BLOCKED({ address: row.recipient, state: BLOCKED[row.blocked]! })
    }
    await query(
      tx,
      `update messaging_messages
          set state = 'waiting', attempts = 0, last_error = null, next_attempt_at = clock_timestamp()
        where id = ?`,
      [id]
    )
    return { id: row.id, recipient: row.recipient, subject: row.subject }
  },
  describe: (_, { recipient, subject }) => `Mensagem reenviada a ${recipient}: ${subject}`,
}

export const BLOCKED: Readonly<Record<string, string>> = {
  bounced: 'não existe',
  opted_out: 'pediu para não receber',
}

interface AddressInput {
  readonly address: string
}

const addressInput = vine.create({ address: vine.string().trim().minLength(6).maxLength(254) })

/** An address as its channel writes it. @throws BusinessError E_MESSAGING_ADDRESS_FORM */
function channelOf({ address }: AddressInput): { channel: ChannelName; address: string } {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(address)) {
    return { channel: 'email', address: address.toLowerCase() }
  }
  const number = whatsappNumber(address)
  if (!number) throw errors.E_MESSAGING_ADDRESS_FORM({ address })
  return { channel: 'whatsapp', address: number }
}

/** No more messages to an address, at the wish of whoever it belongs to. */
export const optOutAction: Action<AddressInput, AddressInput> = {
  name: 'messaging.opt_out',
  title: 'Não enviar mais a um endereço',
  permission: 'messaging.resend',
  input: addressInput,
  labels: { address: 'E-mail ou celular' },
  reason: 'required',
  subject: () => null,
  async run({ tx, municipalityId, reason }, input) {
    const { channel, address } = channelOf(input)
    await query(
      tx,
      `insert into messaging_addresses (municipality_id, channel, address, state, note)
       values (?, ?, ?, 'opted_out', ?)
       on conflict (municipality_id, channel, address) do update set state = 'opted_out', note = excluded.note`,
      [municipalityId, channel, address, reason]
    )
    return { address }
  },
  describe: (_, { address }) => `Endereço que não recebe mais mensagens: ${address}`,
}

/** Messages may go to an address again: it was mended, or the person asked for them. */
export const allowAddressAction: Action<AddressInput, AddressInput> = {
  name: 'messaging.allow_address',
  title: 'Liberar endereço',
  permission: 'messaging.resend',
  input: addressInput,
  labels: { address: 'E-mail ou celular' },
  reason: 'required',
  subject: () => null,
  async run({ tx, municipalityId }, input) {
    const { channel, address } = channelOf(input)
    const freed = await query(
      tx,
      `delete from messaging_addresses where municipality_id = ? and channel = ? and address = ? returning address`,
      [municipalityId, channel, address]
    )
    if (!freed.length) throw errors.E_MESSAGING_ADDRESS({ address })
    return { address }
  },
  describe: (_, { address }) => `Endereço liberado para mensagens: ${address}`,
}

export const messagingActions: readonly Action[] = [resendAction, optOutAction, allowAddressAction]
