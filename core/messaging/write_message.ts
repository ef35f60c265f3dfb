import { type JsonObject, type Tx, query } from '#core/database/index'
import { renderMessage, textsInForce } from './render_message.ts'
import type { ChannelName } from './types.ts'

export interface NewMessage {
  readonly municipalityId: bigint
  readonly channel: ChannelName
  /** Name of a message template, with the data that it asks. */
  readonly template: string
  readonly data: JsonObject
  readonly recipient: string
  readonly recipientName?: string | null
  /** Stored files of the municipality. */
  readonly attachments?: readonly bigint[]
  /** The same key is the same message: writing it again writes nothing. */
  readonly dedupeKey: string
}

/**
 * Writes a message in the caller's transaction: it is sent after commit, at least once, or never existed. An address that
 * asked for none, or that does not exist, gets none.
 * @returns the message's id, or null when a message of that key stands.
 */
export async function writeMessage(tx: Tx, message: NewMessage): Promise<bigint | null> {
  const { municipalityId, channel, template, data, dedupeKey } = message
  const recipient = message.recipient.trim().toLowerCase()
  const texts = renderMessage(await textsInForce(tx, municipalityId, template), data)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into messaging_messages
       (municipality_id, channel, template, recipient, recipient_name, subject, html, text, attachments, dedupe_key,
        state, last_error)
     select ?, ?, ?, ?, ?, ?, ?, ?, ?::bigint[], ?, case when a.state is null then 'waiting' else 'suppressed' end,
            case a.state when 'bounced' then 'O endereço não existe' when 'opted_out' then 'A pessoa pediu para não receber' end
       from (select 1) one
       left join messaging_addresses a on a.municipality_id = ? and a.channel = ? and a.address = ?
     on conflict (municipality_id, dedupe_key) do nothing
     returning id`,
    [
      ...[municipalityId, channel, template, recipient, message.recipientName ?? null],
      ...[texts.subject, texts.html, texts.text, [...(message.attachments ?? [])], dedupeKey],
      ...[municipalityId, channel, recipient],
    ]
  )
  return row?.id ?? null
}
