import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { municipalityOf } from '#core/access/index'
import { progressOf } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { type Replay, pastReplays, replayOf, replayOne } from '../simulation/read.ts'
import { populationFor, scopeText } from '../simulation/scope.ts'
import { startReplay } from '../simulation/start.ts'
import { askedScope } from './simulations_controller.ts'

const asked = vine.create(askedScope)
const one = vine.create({
  population: vine.string().maxLength(80),
  key: vine
    .string()
    .trim()
    .regex(/^\d{1,18}$/),
})

const addressOf = (id: bigint) => `/configuration/replays/${id}/live`

/** Past results computed again: one at once, whole months by job. */
export default class ReplaysController {
  async index(ctx: HttpContext) {
    ctx.authorize('audit.read')
    const { actor, request, view } = ctx
    const populations = registries()
      .populations.all()
      .filter(({ permission }) => actor.permissions.has(permission))
    const named = request.input('population')
    const population = populations.find(({ name }) => name === named) ?? populations[0] ?? null
    if (population) populationFor(population.name, actor)
    const { timeZone } = await municipalityOf(actor.municipalityId)
    const past = await pastReplays(actor)
    return view.render('pages/configuration/replays', {
      ...{ populations, population, timeZone },
      months: population ? await population.months(db, actor.municipalityId) : [],
      groups: population ? await population.groups(db, actor.municipalityId) : [],
      past: past.map((run) => ({ ...run, text: scopeText(run.scope) })),
    })
  }

  async store(ctx: HttpContext) {
    ctx.authorize('audit.read')
    const { id } = await this.#start(ctx)
    return ctx.response.redirect().toPath(`/configuration/replays/${id}`)
  }

  async show(ctx: HttpContext) {
    const replay = await this.#replay(ctx)
    const { timeZone } = await municipalityOf(ctx.actor.municipalityId)
    return ctx.view.render('pages/configuration/replay', {
      ...{ replay, run: replay.run, timeZone, scopeText: scopeText(replay.scope) },
      progress: replay.outcome ? null : await progressOf(replay.run.id),
      address: addressOf(replay.run.id),
    })
  }

  async live(ctx: HttpContext) {
    const { run } = await this.#replay(ctx)
    const progress = await progressOf(run.id)
    if (run.status !== 'planned' && run.status !== 'running') {
      ctx.response.header('HX-Refresh', 'true')
    }
    return ctx.view.render('pages/configuration/simulation_live', {
      ...{ run, progress, address: addressOf(run.id) },
    })
  }

  async apiStore(ctx: HttpContext) {
    ctx.authorize('audit.read')
    const run = await this.#start(ctx)
    ctx.response.status(202)
    return { id: String(run.id), status: run.status, is_repeat: run.isRepeat }
  }

  async apiShow(ctx: HttpContext) {
    const { run, scope, outcome, differences } = await this.#replay(ctx)
    return {
      ...{ id: String(run.id), status: run.status, population: scope.population },
      ...{ from: scope.from, until: scope.until, groups: scope.groups },
      progress: await progressOf(run.id),
      outcome,
      differences,
    }
  }

  /** One result, now. */
  async apiOne(ctx: HttpContext) {
    ctx.authorize('audit.read')
    const { population: name, key } = await one.validate(ctx.request.qs())
    const population = populationFor(name, ctx.actor)
    const place = { key, municipalityId: ctx.actor.municipalityId }
    const { label, link, difference } = await db.transaction((tx) =>
      replayOne(tx, population, place)
    )
    return { population: name, key, label, link, is_equal: difference === null, difference }
  }

  async #start({ actor, request }: HttpContext) {
    const given = await asked.validate(request.all())
    return startReplay({ ...given, until: given.until ?? given.from }, actor)
  }

  async #replay(ctx: HttpContext): Promise<Replay> {
    ctx.authorize('audit.read')
    const replay = await replayOf(BigInt(ctx.params.id), ctx.actor)
    populationFor(replay.scope.population, ctx.actor)
    return replay
  }
}
