import { titleOfVersion } from '../title_of_version.ts'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { municipalityOf } from '#core/access/index'
import { progressOf } from '#core/jobs/index'
import { pagerOf } from '#core/web/index'
import { demandsOf, evidenceOf } from '../simulation/evidence.ts'
import {
  type Simulation,
  explainResult,
  openSimulations,
  resultsOf,
  resultsPage,
  simulationOf,
} from '../simulation/read.ts'
import { populationFor, populationsFor, scopeText } from '../simulation/scope.ts'
import { startSimulation } from '../simulation/start.ts'
import { readVersion } from '../versions.ts'
import { itemPath } from '../view/item_list.ts'
import { simulationCsv, simulationXlsx } from '../view/simulation_files.ts'
import {
  demandView,
  evidenceJson,
  explainedView,
  resultView,
  simulationView,
} from '../view/simulation_view.ts'
import { versionLabel } from '../view/state_text.ts'

const month = () => vine.string().trim().maxLength(7)
export const askedScope = {
  population: vine.string().maxLength(80),
  from: month(),
  until: month().optional(),
  groups: vine.array(vine.string().maxLength(40)).maxLength(200).optional(),
}
const asked = vine.create(askedScope)
const file = vine.create({ format: vine.enum(['csv', 'xlsx'] as const) })

const listed = vine.create({
  page: vine.number().min(1).max(100_000).optional(),
  dim: vine.string().maxLength(40).optional(),
  value: vine.string().maxLength(200).optional(),
})
const PER_PAGE = 50

/** Trying a version on past results: what on, how it goes, what came out. */
export default class SimulationsController {
  async create(ctx: HttpContext) {
    ctx.authorize('configuration.simulate')
    const { actor, params, request, view } = ctx
    const version = await readVersion(db, BigInt(params.id), actor.municipalityId)
    const populations = populationsFor(version).filter(({ permission }) =>
      actor.permissions.has(permission)
    )
    const named = request.input('population')
    const population = populations.find(({ name }) => name === named) ?? populations[0] ?? null
    if (population) populationFor(population.name, actor)
    const { timeZone } = await municipalityOf(actor.municipalityId)
    const demands = await demandsOf(db, version, actor.municipalityId)
    const open = await openSimulations(version)
    const past = await evidenceOf(db, version)
    return view.render('pages/configuration/simulate', {
      ...{ version, populations, population, timeZone, ...headOf(version) },
      months: population ? await population.months(db, actor.municipalityId) : [],
      groups: population ? await population.groups(db, actor.municipalityId) : [],
      demands: demands.map(demandView),
      open: open.map((one) => ({ ...one, text: scopeText(one.scope) })),
      past: past.map(simulationView),
    })
  }

  async store(ctx: HttpContext) {
    ctx.authorize('configuration.simulate')
    const { id } = await this.#start(ctx)
    return ctx.response.redirect().toPath(`/configuration/simulations/${id}`)
  }

  async show(ctx: HttpContext) {
    const simulation = await this.#simulation(ctx)
    const { timeZone } = await municipalityOf(ctx.actor.municipalityId)
    const { evidence, version, run, scope } = simulation
    return ctx.view.render('pages/configuration/simulation', {
      ...{ simulation, version, run, timeZone, ...headOf(version) },
      scopeText: scopeText(scope),
      progress: evidence ? null : await progressOf(run.id),
      one: evidence && simulationView(evidence),
      showsAll: ctx.request.input('all') === '1',
      address: addressOf(run.id),
    })
  }

  /** The part that changes while it runs; read anew, once, when it is over. */
  async live(ctx: HttpContext) {
    const { run } = await this.#simulation(ctx)
    const progress = await progressOf(run.id)
    if (run.status !== 'planned' && run.status !== 'running') {
      ctx.response.header('HX-Refresh', 'true')
    }
    return ctx.view.render('pages/configuration/simulation_live', {
      ...{ run, progress, address: addressOf(run.id) },
    })
  }

  async result(ctx: HttpContext) {
    const simulation = await this.#simulation(ctx)
    const { actor, params, view } = ctx
    const key = String(params.key)
    const place = { key, municipalityId: actor.municipalityId }
    const lines = await db.transaction((tx) => explainResult(tx, simulation, place))
    return view.render('pages/configuration/simulation_result', {
      ...{ simulation, lines, key, ...headOf(simulation.version) },
      ...(await explainedView(simulation, key)),
    })
  }

  /** The results one by one, before and after side by side, in pages. */
  async results(ctx: HttpContext) {
    const simulation = await this.#simulation(ctx)
    const { page = 1, dim = null, value = '' } = await listed.validate(ctx.request.qs())
    const { rows, total } = await resultsPage(simulation, { dim, value, page, size: PER_PAGE })
    const { population, run, scope } = simulation
    return ctx.view.render('pages/configuration/simulation_results', {
      ...{
        simulation,
        rows: rows.map((row) => resultView(row, population.unit)),
        ...headOf(simulation.version),
      },
      ...{ run, value, scopeText: scopeText(scope) },
      dimTitle: population.dims.find(({ name }) => name === dim)?.title ?? null,
      pager: pagerOf({
        ...{ page, total, size: PER_PAGE, path: `/configuration/simulations/${run.id}/results` },
        query: dim === null ? {} : { dim, value },
      }),
    })
  }

  async export(ctx: HttpContext) {
    const simulation = await this.#simulation(ctx)
    const { format } = await file.validate(ctx.request.qs())
    const pages = resultsOf(simulation)
    const first = await pages.next()
    const { response } = ctx
    const name = `simulacao-${simulation.run.id}.${format}`
    response.header('Content-Disposition', `attachment; filename="${name}"`)
    const rows = allOf(first, pages)
    if (format === 'csv') {
      response.header('Content-Type', 'text/csv; charset=utf-8')
      return response.stream(simulationCsv(simulation, rows))
    }
    response.header(
      'Content-Type',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    )
    return response.stream(simulationXlsx(simulation, rows))
  }

  async apiStore(ctx: HttpContext) {
    ctx.authorize('configuration.simulate')
    const run = await this.#start(ctx)
    ctx.response.status(202)
    return { id: String(run.id), status: run.status, is_repeat: run.isRepeat }
  }

  async apiShow(ctx: HttpContext) {
    const { run, evidence, scope, version } = await this.#simulation(ctx)
    return {
      ...{ id: String(run.id), status: run.status, version: String(version.id) },
      ...{ population: scope.population, from: scope.from, until: scope.until },
      groups: scope.groups,
      progress: await progressOf(run.id),
      evidence: evidence && evidenceJson(evidence),
    }
  }

  /** What a version was tried on, and what it still must be. */
  async apiEvidence(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const { actor, params } = ctx
    const version = await readVersion(db, BigInt(params.id), actor.municipalityId)
    const demands = await demandsOf(db, version, actor.municipalityId)
    const evidence = await evidenceOf(db, version)
    return {
      version: String(version.id),
      demanded: demands.map(({ population, fresh }) => ({
        population: population.name,
        is_met: fresh !== null,
      })),
      evidence: evidence.map(evidenceJson),
    }
  }

  async #start({ actor, params, request }: HttpContext) {
    const given = await asked.validate(request.all())
    return startSimulation(
      { ...given, until: given.until ?? given.from, versionId: BigInt(params.id) },
      actor
    )
  }

  /** Who may see the results one by one may see what they would be. */
  async #simulation(ctx: HttpContext): Promise<Simulation> {
    ctx.authorize('configuration.read')
    const simulation = await simulationOf(BigInt(ctx.params.id), ctx.actor)
    populationFor(simulation.scope.population, ctx.actor)
    return simulation
  }
}

const addressOf = (id: bigint) => `/configuration/simulations/${id}/live`

async function* allOf<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (!first.done) yield first.value
  yield* rest
}

function headOf(version: Simulation['version']) {
  return {
    title: titleOfVersion(version),
    label: versionLabel(version),
    path: itemPath(version),
  }
}
