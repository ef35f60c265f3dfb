import { hostname } from 'node:os'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import type { Channel, OutgoingMessage, SendResult } from './types.ts'

const ANSWER_MS = 20_000

interface Relay {
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
  readonly user: string | null
  readonly password: string
}

/** `SMTP_HOST`, `SMTP_PORT`, …; a second gateway under `SMTP_FALLBACK_…` carries the alerts while the first is down. */
function relayOf(prefix: 'SMTP' | 'SMTP_FALLBACK'): Relay | null {
  const value = (name: string) => process.env[`${prefix}_${name}`] || null
  const host = value('HOST')
  if (!host) return null
  const isSecure = value('SECURE') === 'true'
  return {
    ...{ host, isSecure },
    port: Number(value('PORT') ?? (isSecure ? 465 : 587)),
    user: value('USER'),
    password: value('PASSWORD') ?? '',
  }
}

const sender = () => process.env.MAIL_FROM ?? `Aqueduto <aqueduto@${hostname()}>`

/** E-mail by SMTP. */
export const emailChannel: Channel = {
  name: 'email',
  title: 'E-mail',
  isConfigured: () => relayOf('SMTP') !== null,
  async send(message) {
    const first = await sendBy(relayOf('SMTP')!, message)
    const second = relayOf('SMTP_FALLBACK')
    if (first.kind !== 'down' || !second || !isAlert(message)) return first
    const result = await sendBy(second, message)
    return result.kind === 'sent' ? { ...result, firstError: first.error } : result
  },
}

const isAlert = ({ template }: OutgoingMessage) => template.startsWith('alerts.')

async function sendBy(relay: Relay, message: OutgoingMessage): Promise<SendResult> {
  const transport = new SMTPTransport({
    host: relay.host,
    port: relay.port,
    secure: relay.isSecure,
    connectionTimeout: ANSWER_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    tls: { rejectUnauthorized: process.env.SMTP_TLS_VERIFY !== 'off' },
    ...(relay.user
      ? { auth: { type: 'login' as const, user: relay.user, pass: relay.password } }
      : {}),
  })
  try {
    const { original } = await transport.send(mailOf(message))
    return { kind: 'sent', response: original.response, via: `${relay.host}:${relay.port}` }
  } catch (error) {
    return failureOf(error, relay)
  } finally {
    await transport.close()
  }
}

/** The key is the message's own id on the network, so that whoever gets it twice shows it once. */
function mailOf({
  recipient,
  recipientName,
  subject,
  html,
  text,
  files,
  idempotencyKey,
}: OutgoingMessage) {
  return {
    from: sender(),
    to: [recipientName ? { name: recipientName, address: recipient } : recipient],
    ...{ subject, html, text },
    messageId: `<${idempotencyKey}@aqueduto>`,
    headers: { 'X-Aqueduto-Message': idempotencyKey, 'Auto-Submitted': 'auto-generated' },
    attachments: files.map(({ name, mediaType, content }) => ({
      filename: name,
      contentType: mediaType,
      content: Buffer.from(content),
    })),
  }
}

interface SmtpError {
  readonly message: string
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
  readonly cause?: unknown
}

/** No answer or no right to send is the gateway's fault; 4xx asks for patience; 5xx is a refusal. */
function failureOf(thrown: unknown, { host, port }: Relay): SendResult {
  const error = rootOf(thrown as SmtpError)
  const { responseCode, command, message } = error
  if (!responseCode || error.code === 'EAUTH') {
    return { kind: 'down', error: `${host}:${port}: ${message}` }
  }
  if (responseCode === 421) return { kind: 'down', error: `${host}:${port}: ${message}` }
  if (responseCode < 500) return { kind: 'later', error: message }
  return { kind: 'refused', error: message, isAddress: command === 'RCPT TO' }
}

/** The framework wraps what the library threw. */
function rootOf(error: SmtpError): SmtpError {
  const { cause } = error
  return cause && typeof cause === 'object' && 'message' in cause
    ? rootOf(cause as SmtpError)
    : error
}
