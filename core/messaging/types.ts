import type { JsonObject } from '#core/database/index'

export type ChannelName = 'email'

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
    }
  | { readonly kind: 'refused'; readonly error: string; readonly isAddress: boolean }
  | { readonly kind: 'later'; readonly error: string }
  | { readonly kind: 'down'; readonly error: string }

/** The one port that every channel answers: e-mail now, SMS and WhatsApp later. */
export interface Channel {
  readonly name: ChannelName
  readonly title: string
  /** False when nobody has configured it: its messages are kept for people to read, and not sent. */
  isConfigured(): boolean
  send(message: OutgoingMessage): Promise<SendResult>
}
