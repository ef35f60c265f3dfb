import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { resolveTarget } from './address.ts'

const ANSWER_MS = 15_000
/** Of the answer, enough to see what went wrong. */
const KEPT_CHARACTERS = 2000

export interface Answer {
  readonly status: number
  readonly text: string
}

/**
 * Sends a body and waits for the answer; a redirection is an answer, not followed. The connection goes to the address that
 * was checked.
 * @throws Error when nobody answers in time.
 */
export async function post(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string
): Promise<Answer> {
  const target = await resolveTarget(address)
  const send = target.url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((done, failed) => {
    const sent = send(
      target.url,
      {
        method: 'POST',
        headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
        agent: false,
        signal: AbortSignal.timeout(ANSWER_MS),
        lookup: (_name, options, found) => {
          if (options.all) found(null, [{ address: target.address, family: target.family }])
          else found(null, target.address, target.family)
        },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          if (text.length < KEPT_CHARACTERS) text += part
        })
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, text: text.slice(0, KEPT_CHARACTERS) })
        )
        response.on('error', failed)
      }
    )
    sent.on('error', failed)
    sent.end(body)
  })
}
