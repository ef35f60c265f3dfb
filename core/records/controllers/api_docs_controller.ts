import type { HttpContext } from '@adonisjs/core/http'
import { openApi, readableTypes } from '../openapi.ts'
import { docsView } from '../view/docs_view.ts'

/** The description of the REST interface as a page: what this person may read and do, with a try of every reading. */
export default class ApiDocsController {
  async show({ actor, authorize, request, view }: HttpContext) {
    authorize('records.read')
    const types = await readableTypes(actor)
    const wanted = String(request.input('list', ''))
    const chosen = types.find(({ name }) => name === wanted) ?? types[0]
    return view.render('pages/records/api_docs', {
      lists: types.map(({ name, title }) => ({ name, title: title.many })),
      chosen: chosen?.name ?? null,
      sections: chosen ? docsView(openApi([chosen], actor)) : [],
    })
  }
}
