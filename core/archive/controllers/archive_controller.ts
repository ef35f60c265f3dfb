import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction } from '#core/actions/index'
import { runStatus } from '#core/jobs/index'
import { archivePage } from '../page.ts'

const asked = vine.create({ run: vine.number().positive().withoutDecimals().optional() })
const wanted = vine.create({ mode: vine.enum(['check', 'move'] as const) })

/** The dead file: what is in use and what was put away, year by year; what a year would move; and moving it. */
export default class ArchiveController {
  async show(ctx: HttpContext) {
    const { view } = ctx
    const page = await this.#page(ctx)
    const runs = page.runs.map((run) => ({ ...run, state: runStatus(run.status as never) }))
    return view.render('pages/archive/index', { ...page, runs })
  }

  async api(ctx: HttpContext) {
    const asText = (_: string, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value
    const page = await this.#page(ctx)
    return ctx.response.type('json').send(JSON.stringify(page, asText))
  }

  async store({ actor, authorize, request, response, session }: HttpContext) {
    authorize('archive.run')
    const { mode } = await request.validateUsing(wanted)
    const { description, output } = await performAction<object, { run: bigint }>(
      mode === 'move' ? 'archive.move_year' : 'archive.check_year',
      { actor, input: request.only(['year']), reason: request.input('reason') }
    )
    session.flash('done', description)
    return response.redirect().toPath(`/jobs/${output.run}`)
  }

  async #page({ actor, authorize, request }: HttpContext) {
    authorize('archive.read')
    const { run } = await request.validateUsing(asked)
    return db.transaction((tx) =>
      archivePage(tx, { actor, run: run === undefined ? null : BigInt(run) })
    )
  }
}
