import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'

const EVERY_MS = 1000
/** The browser opens the stream again by itself; none is kept for longer, so that a lost permission takes effect. */
const LONGEST_MS = 5 * 60_000

/** Writes one event; `id` is what the browser asks to go on after. */
export type SendEvent = (event: string, text: string, id?: bigint) => void

/**
 * Tells an open page how something goes, as it happens: `tell` is called each second until it answers `over`, the page is
 * left or some minutes pass. What fails ends the stream: the page asks again, and then gets the answer or the error by itself.
 */
export function eventStream(
  { response, request }: HttpContext,
  tell: (send: SendEvent) => Promise<'over' | 'goes on'>
): void {
  const out = new PassThrough()
  response.header('Content-Type', 'text/event-stream; charset=utf-8')
  response.header('Cache-Control', 'no-cache, no-transform')
  response.header('X-Accel-Buffering', 'no')
  response.stream(out)
  request.request.once('close', () => out.destroy())
  void keepTelling(out, tell)
}

async function keepTelling(
  out: PassThrough,
  tell: (send: SendEvent) => Promise<'over' | 'goes on'>
): Promise<void> {
  const until = Date.now() + LONGEST_MS
  const send: SendEvent = (event, text, id) => write(out, { event, text, id })
  try {
    while (!out.destroyed && Date.now() < until && !app.isTerminating) {
      if ((await tell(send)) === 'over') return
      await sleep(EVERY_MS)
    }
  } catch {
    // Whoever asks again is told what is wrong.
  } finally {
    out.end()
  }
}

interface Told {
  readonly event: string
  readonly text: string
  readonly id: bigint | undefined
}

function write(out: PassThrough, { event, text, id }: Told): void {
  const data = text
    .split('\n')
    .map((line) => `data: ${line}`)
    .join('\n')
  out.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\n${data}\n\n`)
}
