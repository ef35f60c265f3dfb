import { centsText } from '#core/money/index'
import { type ChargeTerms, type PixCharge, chargeBody } from '../../domain/pix_charge.ts'
import type { Connection } from './connection.ts'
import { type HttpAnswer, type HttpAsk, HttpsClient } from './https_client.ts'
import {
  type ChargeAnswer,
  type ChargeAtPsp,
  type PixPeriod,
  type Psp,
  PspRefusal,
  PspUnavailable,
  type RemovalAnswer,
} from './psp.ts'

const SCOPES = 'cobv.write cobv.read pix.read webhook.write webhook.read'
const PAGE = 500
/** A token is asked anew so long before its end. */
const TOKEN_MARGIN_MS = 30_000

interface Token {
  readonly text: string
  readonly until: number
}

/**
 * The API Pix of the Central Bank, as every bank offers it: OAuth2 client credentials over mutual TLS.
 * @see BCB, API Pix 2.9.0
 */
export class ApiPix implements Psp {
  readonly #connection: Connection
  readonly #terms: ChargeTerms
  readonly #client: HttpsClient
  #token: Promise<Token> | null = null

  constructor(connection: Connection, terms: ChargeTerms) {
    this.#connection = connection
    this.#terms = terms
    this.#client = new HttpsClient(connection)
  }

  async register(charge: PixCharge): Promise<ChargeAnswer> {
    const path = `/cobv/${charge.txid}`
    const answer = await this.#ask('PUT', path, chargeBody(charge, this.#terms))
    if (isGood(answer)) return { outcome: 'registered', charge: chargeOf(answer.body) }
    // It may stand from a try whose answer was lost: the txid is the charge.
    const standing = await this.#ask('GET', path)
    if (isGood(standing)) {
      const found = chargeOf(standing.body)
      if (found.amount === centsText(charge.amountCents) && !found.status.startsWith('REMOVIDA'))
        return { outcome: 'registered', charge: found }
    }
    return { outcome: 'refused', reason: reasonOf(answer) }
  }

  async remove(txid: string): Promise<RemovalAnswer> {
    const path = `/cobv/${txid}`
    const answer = await this.#ask('PATCH', path, { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' })
    if (isGood(answer) || answer.status === 404) return { outcome: 'removed' }
    const standing = await this.#ask('GET', path)
    if (!isGood(standing)) return { outcome: 'refused', reason: reasonOf(answer) }
    const { status } = chargeOf(standing.body)
    if (status === 'CONCLUIDA') return { outcome: 'paid' }
    return status === 'ATIVA'
      ? { outcome: 'refused', reason: reasonOf(answer) }
      : { outcome: 'removed' }
  }

  async *payments({ from, until }: PixPeriod): AsyncIterable<readonly unknown[]> {
    const period = `inicio=${encodeURIComponent(from.toISOString())}&fim=${encodeURIComponent(until.toISOString())}`
    for (let page = 0, pages = 1; page < pages; page++) {
      const answer = await this.#ask(
        'GET',
        `/pix?${period}&txIdPresente=true&paginacao.paginaAtual=${page}&paginacao.itensPorPagina=${PAGE}`
      )
      if (!isGood(answer)) throw new PspRefusal(answer.status, reasonOf(answer))
      const { pix, parametros } = answer.body as {
        readonly pix?: readonly unknown[]
        readonly parametros?: { readonly paginacao?: { readonly quantidadeDePaginas?: number } }
      }
      pages = parametros?.paginacao?.quantidadeDePaginas ?? 1
      if (pix?.length) yield pix
    }
  }

  async setWebhook(key: string, url: string): Promise<void> {
    const answer = await this.#ask('PUT', `/webhook/${encodeURIComponent(key)}`, {
      webhookUrl: url,
    })
    if (!isGood(answer)) throw new PspRefusal(answer.status, reasonOf(answer))
  }

  close(): void {
    this.#client.close()
  }

  async #ask(method: HttpAsk['method'], path: string, body?: object): Promise<HttpAnswer> {
    const answer = await this.#send(method, path, body)
    if (answer.status !== 401) return answer
    this.#token = null
    const again = await this.#send(method, path, body)
    if (again.status === 401 || again.status === 403) {
      throw new PspUnavailable(`o banco não reconhece a credencial (${again.status})`)
    }
    return again
  }

  async #send(method: HttpAsk['method'], path: string, body?: object): Promise<HttpAnswer> {
    return this.#client.ask({
      method,
      url: this.#connection.url.replace(/\/$/, '') + path,
      headers: {
        authorization: `Bearer ${await this.#bearer()}`,
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  }

  /** One token for all that is asked at once. */
  async #bearer(): Promise<string> {
    const known = await this.#token
    if (known && known.until > performance.now()) return known.text
    const asked = this.#askToken()
    this.#token = asked
    try {
      const { text } = await asked
      return text
    } catch (error) {
      if (this.#token === asked) this.#token = null
      throw error
    }
  }

  async #askToken(): Promise<Token> {
    const { tokenUrl, clientId, clientSecret } = this.#connection
    const answer = await this.#client.ask({
      method: 'POST',
      url: tokenUrl,
      headers: {
        'authorization': `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: SCOPES }).toString(),
    })
    const { access_token: text, expires_in: seconds = 300 } = (answer.body ?? {}) as {
      readonly access_token?: string
      readonly expires_in?: number
    }
    if (!isGood(answer) || !text) {
      throw new PspUnavailable(`o banco não deu a credencial de acesso (${answer.status})`)
    }
    return { text, until: performance.now() + seconds * 1000 - TOKEN_MARGIN_MS }
  }
}

const isGood = ({ status }: HttpAnswer): boolean => status >= 200 && status < 300

function chargeOf(body: unknown): ChargeAtPsp {
  const { status, valor, loc, location, pixCopiaECola } = body as {
    readonly status: ChargeAtPsp['status']
    readonly valor?: { readonly original?: string }
    readonly loc?: { readonly location?: string }
    readonly location?: string
    readonly pixCopiaECola?: string
  }
  return {
    status,
    amount: valor?.original ?? '',
    location: loc?.location ?? location ?? null,
    payload: pixCopiaECola ?? null,
  }
}

const LONGEST_REASON = 500

/** The bank's own words (RFC 7807), with each violation. */
function reasonOf({ status, body }: HttpAnswer): string {
  if (typeof body !== 'object' || body === null) return `HTTP ${status}`
  const { title, detail, violacoes } = body as {
    readonly title?: string
    readonly detail?: string
    readonly violacoes?: readonly { readonly razao?: string; readonly propriedade?: string }[]
  }
  const violations = (violacoes ?? []).map(({ razao, propriedade }) =>
    [propriedade, razao].filter(Boolean).join(': ')
  )
  const text = [detail ?? title ?? `HTTP ${status}`, ...violations].join(' ')
  return text.slice(0, LONGEST_REASON)
}
