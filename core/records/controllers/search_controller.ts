import type { HttpContext } from '@adonisjs/core/http'
import { searchEverything, searchProblem } from '../search.ts'

/** What Ctrl+K shows under its box. */
export default class SearchController {
  async index({ actor, request, view }: HttpContext) {
    const text = String(request.input('q', '')).slice(0, 100)
    return view.render('partials/search_results', {
      text,
      problem: await searchProblem(actor, text),
      found: await searchEverything(actor, text),
    })
  }
}
