import { randomBytes } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, createServer as createPlain } from 'node:http'
import { createServer } from 'node:https'
import { mkdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Authority, createAuthority, issueCertificate } from './certificates.ts'
import { control } from './control.ts'
import { Ledger, Refused, type ChargeBody, shown } from './charges.ts'
import type { Signing } from './notices.ts'

/** A running bank, and what it may be told. */
export interface Bank {
  readonly ledger: Ledger
  readonly signing: Signing
  readonly clientId: string
  readonly clientSecret: string
  readonly tokens: Set<string>
  /** Answers nothing but 503. */
  isDown: boolean
  /** Calls of the API so far, without those refused while it is down. */
  calls: number
  /** The day that it lives in. */
  today: string
}

export interface StartedBank {
  /** `https://127.0.0.1:port`. */
  readonly url: string
  /** Where it is told what to do; plain HTTP of this machine. */
  readonly controlUrl: string
  stop(): void
}

const PAGE_LIMIT = 1000

/**
 * Starts a bank that speaks the API Pix over mutual TLS, and leaves in a folder what the product needs to reach it:
 * `connection.json`, `certificate.pem`, `key.pem`, `ca.pem`.
 */
export async function startBank(folder: string): Promise<StartedBank> {
  const authority = createAuthority('Banco simulado')
  const bank: Bank = {
    ledger: new Ledger(),
    signing: { header: 'x-webhook-signature', secret: randomBytes(24).toString('hex') },
    ...{ clientId: 'aqueduto', clientSecret: randomBytes(24).toString('hex') },
    ...{ tokens: new Set(), isDown: false, calls: 0 },
    today: new Date().toISOString().slice(0, 10),
  }
  const own = issueCertificate(authority, 'localhost')
  const api = createServer(
    { cert: own.certificate, key: own.key, ca: authority.certificate, requestCert: true },
    (request, response) => void serve(request, response, (body) => answer(bank, request, body))
  )
  const door = createPlain(
    (request, response) => void serve(request, response, (body) => control(bank, request, body))
  )
  const url = `https://127.0.0.1:${await listening(api)}`
  const controlUrl = `http://127.0.0.1:${await listening(door)}`
  writeConnection(folder, { bank, authority, url, controlUrl })
  return {
    ...{ url, controlUrl },
    stop() {
      for (const server of [api, door]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}

async function listening(server: ReturnType<typeof createPlain>): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

interface Written {
  readonly bank: Bank
  readonly authority: Authority
  readonly url: string
  readonly controlUrl: string
}

function writeConnection(folder: string, { bank, authority, url, controlUrl }: Written): void {
  const client = issueCertificate(authority, 'Prestador de teste')
  mkdirSync(folder, { recursive: true })
  const settings = {
    ...{ url: `${url}/api/v2`, tokenUrl: `${url}/oauth/token` },
    ...{ clientId: bank.clientId, clientSecret: bank.clientSecret },
    notices: { signature: bank.signing },
  }
  const leave = (name: string, text: string) =>
    writeFileSync(join(folder, name), text, { mode: 0o600 })
  leave('certificate.pem', client.certificate)
  leave('key.pem', client.key)
  leave('ca.pem', authority.certificate)
  leave('control.url', controlUrl)
  leave('connection.json', JSON.stringify(settings, null, 2))
}

/** What is answered: a status and what goes as JSON. */
export type Answer = readonly [status: number, body: unknown]

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  work: (body: string) => Answer | Promise<Answer>
): Promise<void> {
  let body = ''
  for await (const piece of request) body += String(piece)
  let status: number
  let content: unknown
  try {
    ;[status, content] = await work(body)
  } catch (error) {
    const refused = error instanceof Refused ? error : new Refused(400, '', String(error))
    ;[status, content] = [refused.status, problemOf(refused)]
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
}

const problemOf = ({ status, field, message }: Refused) => ({
  type: 'https://pix.bcb.gov.br/api/v2/error/CobVOperacaoInvalida',
  ...{ title: 'Cobrança inválida.', status, detail: 'A requisição não respeita o esquema.' },
  violacoes: [{ razao: message, propriedade: field }],
})

function answer(bank: Bank, request: IncomingMessage, body: string): Answer {
  if (bank.isDown) return [503, { title: 'Serviço indisponível', status: 503 }]
  bank.calls += 1
  const url = new URL(request.url ?? '/', 'https://banco')
  if (url.pathname === '/oauth/token') return giveToken(bank, request)
  const token = request.headers.authorization?.replace(/^Bearer /, '')
  if (!token || !bank.tokens.has(token)) return [401, { title: 'Não autorizado', status: 401 }]
  const [, resource, id = ''] = /^\/api\/v2\/([a-z]+)(?:\/([^/]+))?$/.exec(url.pathname) ?? []
  if (resource === 'cobv') return answerCharge(bank, { method: request.method, txid: id, body })
  if (resource === 'pix' && request.method === 'GET') return [200, pageOf(bank, url)]
  if (resource === 'webhook' && request.method === 'PUT') {
    const { webhookUrl } = JSON.parse(body) as { webhookUrl: string }
    bank.ledger.webhooks.set(decodeURIComponent(id), webhookUrl)
    return [200, {}]
  }
  return [404, { title: 'Não encontrado', status: 404 }]
}

function giveToken(bank: Bank, request: IncomingMessage): Answer {
  const expected = Buffer.from(`${bank.clientId}:${bank.clientSecret}`).toString('base64')
  if (request.headers.authorization !== `Basic ${expected}`)
    return [401, { error: 'invalid_client' }]
  const token = randomBytes(16).toString('hex')
  bank.tokens.add(token)
  return [200, { access_token: token, token_type: 'Bearer', expires_in: 300 }]
}

interface ChargeCall {
  readonly method: string | undefined
  readonly txid: string
  readonly body: string
}

function answerCharge({ ledger, today }: Bank, { method, txid, body }: ChargeCall): Answer {
  if (method === 'GET') return [200, shown(ledger.get(txid))]
  if (method === 'PUT') return [201, shown(ledger.put(txid, JSON.parse(body) as ChargeBody, today))]
  if (method === 'PATCH') return [200, shown(ledger.remove(txid))]
  return [405, {}]
}

function pageOf({ ledger }: Bank, { searchParams }: URL) {
  const number = (name: string, value: number) => Number(searchParams.get(name) ?? value)
  const [from, until] = ['inicio', 'fim'].map((name) => Date.parse(searchParams.get(name) ?? ''))
  const size = Math.min(number('paginacao.itensPorPagina', 100), PAGE_LIMIT)
  const page = number('paginacao.paginaAtual', 0)
  const found = ledger.payments.filter(({ horario }) => {
    const at = Date.parse(horario)
    return at >= from! && at < until!
  })
  return {
    parametros: {
      paginacao: {
        ...{ paginaAtual: page, itensPorPagina: size, quantidadeTotalDeItens: found.length },
        quantidadeDePaginas: Math.max(1, Math.ceil(found.length / size)),
      },
    },
    pix: found.slice(page * size, (page + 1) * size),
  }
}
