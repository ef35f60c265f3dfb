import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { isOver } from '../runs.ts'
import { liveView, runOf } from '../view/run_page.ts'
import { runToSee } from '../view/run_to_see.ts'

const EVERY_MS = 1000
/** The browser opens the stream again by itself; none is kept for longer, so that a lost permission takes effect. */
const LONGEST_MS = 5 * 60_000
const LINES_AT_ONCE = 200

interface Line {
  readonly id: bigint
  readonly at: Date
  readonly text: string
}

/** How a run goes, told to the open page as it happens: the part that changes, and each line of its log. */
export default class RunStreamController {
  async show(ctx: HttpContext) {
    const { id } = await runToSee(ctx)
    const out = new PassThrough()
    const { response, request } = ctx
    response.header('Content-Type', 'text/event-stream; charset=utf-8')
    response.header('Cache-Control', 'no-cache, no-transform')
    response.header('X-Accel-Buffering', 'no')
    response.stream(out)
    request.request.once('close', () => out.destroy())
    void this.#tell(ctx, id, out)
  }

  async #tell({ actor, view, request }: HttpContext, id: bigint, out: PassThrough): Promise<void> {
    const until = Date.now() + LONGEST_MS
    let after = BigInt(
      request.header('last-event-id')?.match(/^\d{1,18}$/)?.[0] ?? lastShown(request)
    )
    try {
      while (!out.destroyed && Date.now() < until && !app.isTerminating) {
        const run = await runOf(actor.municipalityId, id)
        for (const line of await linesAfter(id, after)) {
          after = line.id
          const html = await view.render('pages/jobs/log_line', { line })
          write(out, 'line', html, after)
        }
        const live = { ...(await liveView(run)), isStreamed: true }
        write(out, 'live', await view.render('pages/jobs/live', { live }), after)
        if (isOver(run.status)) return write(out, 'over', 'over', after)
        await sleep(EVERY_MS)
      }
    } catch {
      // The page asks again, and then gets the answer or the error by itself.
    } finally {
      out.end()
    }
  }
}

const lastShown = (request: HttpContext['request']) =>
  String(request.input('after', '0')).match(/^\d{1,18}$/)?.[0] ?? '0'

const linesAfter = (runId: bigint, after: bigint) =>
  query<Line>(
    db,
    'select id, at, text from jobs_log where run_id = ? and id > ? order by id limit ?',
    [runId, after, LINES_AT_ONCE]
  )

function write(out: PassThrough, event: string, text: string, id: bigint): void {
  const data = text
    .split('\n')
    .map((line) => `data: ${line}`)
    .join('\n')
  out.write(`id: ${id}\nevent: ${event}\n${data}\n\n`)
}
