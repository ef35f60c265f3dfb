import { createHmac } from 'node:crypto'
import type { Payment } from './charges.ts'

export interface Signing {
  readonly header: string
  readonly secret: string
}

export interface NoticeAnswer {
  readonly status: number
  readonly body: string
}

const TRIES = 3

/** Posts payments to the receiver's address as a bank does: signed, and again while there is no good answer. */
export async function notify(
  url: string,
  payments: readonly Payment[],
  { signing, isForged }: { readonly signing: Signing; readonly isForged: boolean }
): Promise<NoticeAnswer> {
  const body = JSON.stringify({ pix: payments })
  const secret = isForged ? `${signing.secret}x` : signing.secret
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  let last: NoticeAnswer = { status: 0, body: '' }
  for (let tries = 0; tries < TRIES; tries++) {
    last = await post(`${url}/pix`, body, { [signing.header]: signature })
    if (last.status > 0 && last.status < 500) return last
  }
  return last
}

async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>
): Promise<NoticeAnswer> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    return { status: answer.status, body: await answer.text() }
  } catch (error) {
    return { status: 0, body: (error as Error).message }
  }
}
