import type { JsonObject } from '#core/database/index'

export type ChannelName = 'email' | 'whatsapp'

/** What a product's message says until the utility writes its own: Handlebars, checked as documents are. */
export interface MessageTemplate {
  readonly name: `${string}.${string}`
  /** In Portuguese, for the list of templates. */
  readonly title: string
  readonly subject: string
  readonly html: string
  readonly text: string
  /** Every field that the templates may name, with values that people recognise. */
  readonly sample: JsonObject
  /** Under what name WhatsApp approved the text, and the fields that its variables stand for, in order. */
  readonly whatsapp?: ApprovedTemplate
}

/** A template that a channel approves beforehand: what it says is agreed with it, only the values are sent. */
export interface ApprovedTemplate {
  readonly name: string
  readonly parameters: readonly string[]
}

/** The part of a template that a utility writes. */
export type MessageTexts = Pick<MessageTemplate, 'subject' | 'html' | 'text'>

export interface MessageFile {
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
}

/** A message as a channel sends it. */
export interface OutgoingMessage {
  readonly id: bigint
  /** The same at each attempt: whoever receives a message twice can tell. */
  readonly idempotencyKey: string
  readonly template: string
  readonly recipient: string
  readonly recipientName: string | null
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly files: readonly MessageFile[]
  /** What the channel itself approved, with its values; absent: it sends the text as it is. */
  readonly external?: ApprovedTemplate
  readonly parameters?: readonly string[]
}

/**
 * `sent`: the gateway took it; `firstError` when only the second gateway did, since the first does not answer.
 * `refused`: it never will, for the reason given; `isAddress` when the address is what is wrong. `later`: it may,
 * another time. `down`: the gateway itself does not answer, the message is not at fault.
 */
export type SendResult =
  | {
      readonly kind: 'sent'
      readonly response: string
      readonly via: string
      readonly firstError?: string
      /** The message's name at the channel. */
      readonly externalId?: string
    }
  | { readonly kind: 'refused'; readonly error: string; readonly isAddress: boolean }
  | { readonly kind: 'later'; readonly error: string }
  | { readonly kind: 'down'; readonly error: string }

/** Payload of `messaging.reported`: what became of some messages, in the transaction that keeps it. */
export interface ReportedBatch {
  readonly reports: readonly MessageReport[]
}

export interface MessageReport {
  readonly messageId: bigint
  readonly channel: ChannelName
  readonly recipient: string
  readonly status: 'sent' | 'delivered' | 'read' | 'failed'
  readonly at: Date
  readonly error: string | null
}

/** The one port that every channel answers; SMS would be one more. */
export interface Channel {
  readonly name: ChannelName
  readonly title: string
  /** False when nobody has configured it: its messages are kept for people to read, and not sent. */
  isConfigured(): boolean
  send(message: OutgoingMessage): Promise<SendResult>
}
