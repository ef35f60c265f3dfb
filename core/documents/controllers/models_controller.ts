import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction } from '#core/actions/index'
import { municipalityOf } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { registries } from '#core/kernel/index'
import { errors } from '../business_errors.ts'
import { modelsOf } from '../issued/models_in_force.ts'
import { MODEL_MARK, requireType } from '../models.ts'
import { contentOf } from '../template_kind.ts'

const asked = vine.create({
  type: vine.string().maxLength(60),
  title: vine
    .string()
    .trim()
    .minLength(3)
    .maxLength(50)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} .,()-]*$/u),
})

const withModels = () =>
  registries()
    .documents.all()
    .filter(({ hasModels }) => hasModels)

/** Terms and notices that the utility writes by itself. */
export default class ModelsController {
  async index({ actor, authorize, view }: HttpContext) {
    authorize('configuration.read')
    const { municipalityId } = actor
    const { timeZone } = await municipalityOf(municipalityId)
    const on = clock.today(timeZone)
    const types = []
    for (const { name, title } of withModels()) {
      types.push({ name, title, models: await modelsOf(db, municipalityId, { type: name, on }) })
    }
    return view.render('pages/documents/models', {
      types,
      mayWrite: actor.permissions.has('configuration.edit'),
      pathOf: (key: string) => `/configuration/document-template/${encodeURIComponent(key)}`,
    })
  }

  /** A new model begins as a draft with the type's own page, and opens in the Studio. */
  async store({ actor, authorize, request, response }: HttpContext) {
    authorize('configuration.edit')
    const { type: name, title } = await request.validateUsing(asked)
    const type = requireType(`${name}${MODEL_MARK}${title}`)
    const { timeZone } = await municipalityOf(actor.municipalityId)
    const on = clock.today(timeZone)
    const known = await modelsOf(db, actor.municipalityId, { type: name, on })
    if (known.some((one) => one.title.toLowerCase() === title.toLowerCase())) {
      throw errors.E_DOCUMENTS_MODEL_EXISTS({ model: title })
    }
    const content = contentOf(type)
    const { output } = await performAction('configuration.save_draft', {
      actor,
      input: {
        kind: 'document-template',
        key: `${name}${MODEL_MARK}${title}`,
        content: JSON.stringify(content),
      },
    })
    const { version } = output as { readonly version: { readonly id: bigint } }
    return response.redirect().toPath(`/configuration/versions/${version.id}/edit`)
  }
}
