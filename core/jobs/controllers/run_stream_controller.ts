import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { eventStream } from '#core/web/index'
import { isOver } from '../runs.ts'
import { liveView, runOf } from '../view/run_page.ts'
import { runToSee } from '../view/run_to_see.ts'

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
    const { actor, view, request } = ctx
    let after = BigInt(
      request.header('last-event-id')?.match(/^\d{1,18}$/)?.[0] ?? lastShown(request)
    )
    eventStream(ctx, async (send) => {
      const run = await runOf(actor.municipalityId, id)
      for (const line of await linesAfter(id, after)) {
        after = line.id
        send('line', await view.render('pages/jobs/log_line', { line }), after)
      }
      const live = { ...(await liveView(run)), isStreamed: true }
      send('live', await view.render('pages/jobs/live', { live }), after)
      if (!isOver(run.status)) return 'goes on'
      send('over', 'over', after)
      return 'over'
    })
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
