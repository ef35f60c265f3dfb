import type { HttpContext } from '@adonisjs/core/http'
import { formChoices } from '../services/form_choices.ts'
import type { SimulationScope } from '../services/simulate_case.ts'
import { refusalOf, simulateCases } from '../services/simulate_lines.ts'
import { scopeOf } from '../services/simulation_scope.ts'
import { type Typed, caseOf, typedIn } from '../services/typed_case.ts'
import { simulationView } from '../services/simulation_view.ts'

const MAX_CASES = 1000

/** What a bill would be: facts in, charges with their explanation out; nothing is issued. */
export default class SimulateController {
  async show(ctx: HttpContext) {
    ctx.authorize('tariffs.simulate')
    const { view, request } = ctx
    const typed = typedIn(request.qs())
    const isAsked = request.input('m3') !== undefined
    const choices = await formChoices(ctx.actor.municipalityId, typed)
    const titles = new Map(choices.categories.map(({ value, title }) => [value, title]))
    return view.render('tariffs::simulate', {
      ...{ typed, choices },
      ...(isAsked ? await this.#answer(ctx, typed, titles) : { result: null, problem: null }),
    })
  }

  async api(ctx: HttpContext) {
    ctx.authorize('tariffs.simulate')
    const { request, response } = ctx
    const { case: one, cases, on, draft } = request.body() as Record<string, unknown>
    const given = Array.isArray(cases) ? cases.slice(0, MAX_CASES) : [one ?? {}]
    const scope = await this.#scope(ctx, { on: text(on), draft: text(draft) })
    const results = await simulateCases(
      scope,
      given.map((value: unknown, index) => ({ line: index + 1, given: value ?? {} }))
    )
    const [only] = results
    if (!Array.isArray(cases) && only?.error) response.status(422)
    return { results }
  }

  async #answer(ctx: HttpContext, typed: Typed, titles: ReadonlyMap<string, string>) {
    try {
      const scope = await this.#scope(ctx, typed)
      const [answer] = await simulateCases(scope, [{ line: 1, given: caseOf(typed) }])
      return {
        result: answer!.result ? simulationView(answer!.result, titles) : null,
        problem: answer!.error?.text ?? null,
      }
    } catch (error) {
      return { result: null, problem: refusalOf(error).text }
    }
  }

  #scope({ actor }: HttpContext, asked: { on: string; draft: string }): Promise<SimulationScope> {
    return scopeOf(actor, asked)
  }
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
