import type { Channel, OutgoingMessage, SendResult } from '../types.ts'
import { type WhatsappSettings, whatsappSettings } from './settings.ts'

const ANSWER_MS = 20_000

/** WhatsApp by the Cloud API: a template that Meta approved, with its values; free text only answers who wrote first. */
export const whatsappChannel: Channel = {
  name: 'whatsapp',
  title: 'WhatsApp',
  isConfigured: () => whatsappSettings() !== null,
  async send(message) {
    const settings = whatsappSettings()!
    try {
      const answer = await post(settings, bodyOf(message))
      const content = (await answer.json().catch(() => ({}))) as Answer
      const id = content.messages?.[0]?.id
      if (answer.ok && id) {
        const response = content.messages![0]!.message_status ?? 'accepted'
        return { kind: 'sent', response, via: hostOf(settings), externalId: id }
      }
      return failureOf(answer.status, content.error)
    } catch (error) {
      return { kind: 'down', error: `${hostOf(settings)}: ${(error as Error).message}` }
    }
  },
}

interface Answer {
  readonly messages?: readonly { readonly id: string; readonly message_status?: string }[]
  readonly error?: ApiError
}

/** As the API tells of a failure, here and in its notices. */
export interface ApiError {
  readonly code?: number
  readonly message?: string
  readonly title?: string
  readonly error_data?: { readonly details?: string }
}

const hostOf = ({ url }: WhatsappSettings) => new URL(url).host

const post = ({ url, numberId, token }: WhatsappSettings, body: object) =>
  fetch(`${url}/${numberId}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'authorization': `Bearer ${token}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_MS),
  })

/** The key comes back with every notice of the message, so that one that overtakes the answer finds it too. */
function bodyOf({ recipient, external, parameters = [], text, idempotencyKey }: OutgoingMessage) {
  const shared = {
    ...{ messaging_product: 'whatsapp', recipient_type: 'individual', to: recipient },
    biz_opaque_callback_data: idempotencyKey,
  }
  if (!external) return { ...shared, type: 'text', text: { body: text, preview_url: false } }
  const values = parameters.map((value) => ({ type: 'text', text: value }))
  return {
    ...{ ...shared, type: 'template' },
    template: {
      ...{ name: external.name, language: { code: 'pt_BR' } },
      components: values.length ? [{ type: 'body', parameters: values }] : [],
    },
  }
}

/** No account at that number, or one that cannot take messages. */
export const UNDELIVERABLE = 131026
const PATIENCE: readonly number[] = [2, 130429, 131000, 131016, 131048, 131049, 131056]
const ACCOUNT: readonly number[] = [10, 190, 131042, 133010]

export const wordsOf = ({ code, message, title, error_data: data }: ApiError): string =>
  `${code ?? ''} ${data?.details ?? message ?? title ?? 'sem explicação'}`.trim()

/** The account's faults stop the channel; the message's own are final; the rest asks for patience. */
function failureOf(status: number, problem: ApiError = {}): SendResult {
  const { code = 0 } = problem
  const error = wordsOf(problem)
  if (ACCOUNT.includes(code) || (code >= 200 && code < 300)) return { kind: 'down', error }
  if (PATIENCE.includes(code) || status === 429) return { kind: 'later', error }
  if (status >= 500) return { kind: 'down', error: `${status} ${error}` }
  return { kind: 'refused', error, isAddress: code === UNDELIVERABLE }
}
