import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/** A message as it was taken. */
interface Taken {
  readonly id: string
  readonly to: string
  readonly key: string | null
  readonly template: string | null
  readonly values: readonly string[]
  readonly text: string | null
}

interface State {
  readonly settings: Readonly<Record<string, string>>
  readonly taken: Taken[]
  /** Numbers without an account. */
  readonly unknown: Set<string>
  webhook: string
  isDown: boolean
}

interface Order {
  readonly webhook?: string
  readonly isDown?: boolean
  readonly unknown?: readonly string[]
  /** `report`, `say`: of these numbers; everybody when not said. */
  readonly numbers?: readonly string[]
  readonly status?: string
  readonly at?: string
  readonly code?: number
  readonly text?: string
  readonly isForged?: boolean
}

type Answer = readonly [status: number, body: unknown]

/** Starts a WhatsApp Cloud API: takes approved templates by a token, and posts what became of them, signed. */
export async function startWhatsapp(folder: string) {
  const state: State = { settings: {}, taken: [], unknown: new Set(), webhook: '', isDown: false }
  const api = createServer((request, response) => {
    void bodyOf(request)
      .then((body) => answer(state, request, body))
      .catch((error: Error): Answer => [400, problem(100, error.message)])
      .then(([status, body]) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      )
  })
  await new Promise<void>((done) => api.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`
  const settings = {
    ...{ WHATSAPP_URL: `${url}/v23.0`, WHATSAPP_NUMBER_ID: '1061' },
    ...{ WHATSAPP_TOKEN: randomBytes(16).toString('hex') },
    ...{ WHATSAPP_APP_SECRET: randomBytes(16).toString('hex') },
    WHATSAPP_VERIFY_TOKEN: randomBytes(16).toString('hex'),
  }
  Object.assign(state, { settings })
  mkdirSync(folder, { recursive: true })
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(join(folder, 'whatsapp.env'), lines.join(''), { mode: 0o600 })
  return {
    controlUrl: `${url}/control`,
    stop() {
      api.closeAllConnections()
      api.close()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const piece of request) body += String(piece)
  return body
}

function answer(state: State, request: IncomingMessage, body: string): Answer | Promise<Answer> {
  const { url = '/', headers } = request
  if (url.startsWith('/control/')) return control(state, url.slice(9), JSON.parse(body || '{}'))
  if (state.isDown) return [503, problem(131000, 'Service unavailable')]
  const { WHATSAPP_TOKEN: token, WHATSAPP_NUMBER_ID: number } = state.settings
  if (headers.authorization !== `Bearer ${token}`) {
    return [401, problem(190, 'Invalid OAuth access token')]
  }
  if (url !== `/v23.0/${number}/messages`) return [404, problem(100, 'Unknown path')]
  return take(state, JSON.parse(body) as Sent)
}

interface Sent {
  readonly messaging_product?: string
  readonly to?: string
  readonly type?: string
  readonly biz_opaque_callback_data?: string
  readonly text?: { readonly body?: string }
  readonly template?: {
    readonly name?: string
    readonly language?: { readonly code?: string }
    readonly components?: readonly {
      readonly parameters?: readonly { readonly text?: string }[]
    }[]
  }
}

/** What the API refuses of a template: a name, language or value that is not as it approves them. */
function take(state: State, { messaging_product: product, to = '', type, ...sent }: Sent): Answer {
  if (product !== 'whatsapp' || !/^\d{12,13}$/.test(to)) return [400, problem(100, 'Invalid')]
  // Nobody wrote first here: free text is out of the window.
  if (type !== 'template') return [400, problem(131047, 'Re-engagement message')]
  const { name = '', language, components = [] } = sent.template ?? {}
  const values = components.flatMap(({ parameters = [] }) =>
    parameters.map((one) => one.text ?? '')
  )
  if (!/^[a-z0-9_]+$/.test(name) || language?.code !== 'pt_BR') {
    return [404, problem(132001, 'Template name does not exist in the translation')]
  }
  if (values.some((value) => value === '' || /[\n\t]| {4}/.test(value))) {
    return [400, problem(132012, 'Parameter format does not match')]
  }
  if (state.unknown.has(to)) return [400, problem(131026, 'Message undeliverable')]
  const id = `wamid.${randomBytes(12).toString('base64url')}`
  const key = sent.biz_opaque_callback_data ?? null
  state.taken.push({ ...{ id, to, key, template: name, values }, text: null })
  return [200, { messaging_product: product, messages: [{ id, message_status: 'accepted' }] }]
}

const problem = (code: number, details: string) => ({
  error: { message: `(#${code}) ${details}`, code, error_data: { details } },
})

async function control(state: State, name: string, order: Order): Promise<Answer> {
  if (name === 'state') return [200, { settings: state.settings, taken: state.taken }]
  if (name === 'set') {
    state.webhook = order.webhook ?? state.webhook
    state.isDown = order.isDown ?? state.isDown
    for (const number of order.unknown ?? []) state.unknown.add(number)
    return [200, {}]
  }
  if (name === 'report')
    return [200, await tell(state, order, { statuses: statuses(state, order) })]
  const { numbers = [], text = '' } = order
  if (name === 'say') {
    const messages = numbers.map((from) => ({
      from,
      id: `wamid.${from}`,
      type: 'text',
      text: { body: text },
    }))
    return [200, await tell(state, order, { messages })]
  }
  return [404, { known: ['state', 'set', 'report', 'say'] }]
}

function statuses({ taken }: State, { numbers, status = 'delivered', at, code }: Order) {
  return taken
    .filter(({ to }) => !numbers || numbers.includes(to))
    .map(({ id, to, key }) => ({
      ...{ id, status, recipient_id: to, biz_opaque_callback_data: key },
      timestamp: String(Math.floor((at ? new Date(at) : new Date()).getTime() / 1000)),
      pricing: { billable: true, pricing_model: 'PMP', category: 'utility', type: 'regular' },
      ...(code
        ? { errors: [{ code, title: 'Falha', error_data: { details: 'Não entregue' } }] }
        : {}),
    }))
}

/** As Meta writes what it signs: what is not ASCII is escaped. */
const escaped = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

async function tell({ settings, webhook }: State, { isForged }: Order, value: object) {
  const metadata = { display_phone_number: '556633334444', phone_number_id: '1061' }
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }
  const notice = { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [change] }] }
  const body = escaped(JSON.stringify(notice))
  const secret = `${settings.WHATSAPP_APP_SECRET}${isForged ? 'x' : ''}`
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
  const told = await fetch(webhook, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    body,
  })
  return { status: told.status }
}
