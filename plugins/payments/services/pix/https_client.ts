import { Agent, request } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from './connection.ts'
import { PspUnavailable } from './psp.ts'

export interface HttpAnswer {
  readonly status: number
  readonly body: unknown
}

export interface HttpAsk {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Waits between tries of one question, in milliseconds. */
const PAUSES = [250, 1000]
const TIMEOUT_MS = 15_000
const LONGEST_ANSWER = 20_000_000

/** Speaks HTTPS with the certificate of a connection (mutual TLS); a bank that is busy is asked again twice. */
export class HttpsClient {
  readonly #agent: Agent

  constructor({ certificate, key, ca }: Pick<Connection, 'certificate' | 'key' | 'ca'>) {
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: 8,
      cert: certificate,
      key,
      ...(ca === null ? {} : { ca }),
      minVersion: 'TLSv1.2',
    })
  }

  /** @throws PspUnavailable without an answer, or with one that says to come back (429, 5xx) */
  async ask(asked: HttpAsk): Promise<HttpAnswer> {
    for (const pause of PAUSES) {
      const answer = await this.#once(asked).catch((error: unknown) => error as Error)
      if (!(answer instanceof Error) && !isBusy(answer)) return answer
      await sleep(pause)
    }
    const last = await this.#once(asked).catch((error: unknown) => {
      throw new PspUnavailable(describe(error), { cause: error })
    })
    if (isBusy(last)) throw new PspUnavailable(`HTTP ${last.status}`)
    return last
  }

  close(): void {
    this.#agent.destroy()
  }

  #once({ method, url, headers = {}, body }: HttpAsk): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const asking = request(
        url,
        { agent: this.#agent, method, headers: { ...headers, ...length }, timeout: TIMEOUT_MS },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (piece: string) => {
            text += piece
            if (text.length > LONGEST_ANSWER) asking.destroy(new Error('answer too long'))
          })
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: jsonOrText(text) })
          )
          answer.on('error', reject)
        }
      )
      asking.on('timeout', () => asking.destroy(new Error('no answer in time')))
      asking.on('error', reject)
      asking.end(body)
    })
  }
}

const isBusy = ({ status }: HttpAnswer): boolean => status === 429 || status >= 500

function describe(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  return code ?? message ?? 'no answer'
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
