import type { HttpContext } from '@adonisjs/core/http'
import { performAction } from '#core/actions/index'
import type { Issued } from '#core/documents/index'

/** Issuing a notice from the page of a premise. */
export default class NoticesController {
  async store({ actor, authorize, params, request, response, session }: HttpContext) {
    authorize('registry.issue_notices')
    const { output, description } = await performAction<object, Issued>('registry.issue_notice', {
      actor,
      input: { id: String(params.id), model: String(request.input('model') ?? '') },
    })
    session.flash('done', description)
    return response.redirect().toPath(`/documents/issued/${output.id}`)
  }
}
