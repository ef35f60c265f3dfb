import { type JsonObject, type Tx, query } from '#core/database/index'
import { findTemplate, renderMessage, textsInForce } from './render_message.ts'
import type { ChannelName, MessageTexts } from './types.ts'

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
  const [id] = await writeMessages(tx, [message])
  return id!
}

/** The same of many messages of a municipality, in their order: one statement, whatever their number. */
export async function writeMessages(
  tx: Tx,
  messages: readonly NewMessage[]
): Promise<(bigint | null)[]> {
  const texts = new Map<string, MessageTexts>()
  for (const { municipalityId, template } of messages) {
    if (texts.has(template)) continue
    texts.set(template, await textsInForce(tx, municipalityId, template))
  }
  const rows = messages.map((message) => rowOf(message, texts.get(message.template)!))
  const written = await query<{ id: bigint; dedupe_key: string }>(
    tx,
    `insert into messaging_messages
       (municipality_id, channel, template, recipient, recipient_name, subject, html, text, parameters, attachments,
        dedupe_key, state, last_error)
     select m.municipality_id, m.channel, m.template, m.recipient, m.recipient_name, m.subject, m.html, m.text, m.parameters,
            m.attachments, m.dedupe_key, case when a.state is null then 'waiting' else 'suppressed' end,
            case a.state when 'bounced' then 'O endereço não existe' when 'opted_out' then 'A pessoa pediu para não receber' end
       from jsonb_to_recordset(?::jsonb) as m (municipality_id bigint, channel text, template text, recipient text,
              recipient_name text, subject text, html text, text text, parameters text[], attachments bigint[], dedupe_key text)
       left join messaging_addresses a
         on a.municipality_id = m.municipality_id and a.channel = m.channel and a.address = m.recipient
     on conflict (municipality_id, dedupe_key) do nothing
     returning id, dedupe_key`,
    [JSON.stringify(rows)]
  )
  const ids = new Map(written.map(({ id, dedupe_key: key }) => [key, id]))
  return rows.map(({ dedupe_key: key }) => ids.get(key) ?? null)
}

function rowOf(message: NewMessage, inForce: MessageTexts) {
  const { municipalityId, channel, template, data, dedupeKey, recipientName = null } = message
  const { subject, html, text } = renderMessage(inForce, data)
  const values = findTemplate(template).whatsapp?.parameters ?? []
  return {
    ...{
      municipality_id: String(municipalityId),
      channel,
      template,
      recipient_name: recipientName,
    },
    recipient: message.recipient.trim().toLowerCase(),
    ...{ subject, html, text, dedupe_key: dedupeKey },
    // Approved templates take no line breaks and no empty value.
    parameters: values.map(
      (name) =>
        String(data[name] ?? '')
          .replace(/\s+/g, ' ')
          .trim() || '-'
    ),
    attachments: (message.attachments ?? []).map(String),
  }
}
