import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { civilDate } from '#core/calendar/index'
import { parseContent, readVersion } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { TARIFF_TABLE } from '../domain/tariff_table.ts'
import { errors } from '../errors.ts'
import { previewTable } from '../services/preview_table.ts'
import { scopeOf } from '../services/simulation_scope.ts'

const volume = () => vine.number().withoutDecimals().min(0).max(100_000)
const asked = vine.create({
  on: vine.string().optional(),
  content: vine.any(),
  facts: vine.any().optional(),
  volumes: vine.array(volume()).maxLength(12),
  up_to: vine.number().withoutDecimals().min(1).max(200),
})

/** What the editor of tariff tables asks: the content of another version, and what bills would become. */
export default class TablesController {
  async content({ authorize, actor, params }: HttpContext) {
    authorize('configuration.read')
    const version = await readVersion(db, BigInt(params.id), actor.municipalityId)
    if (version.kind !== TARIFF_TABLE) throw errors.E_TARIFFS_DRAFT({ id: version.id })
    return { content: parseContent(version.content) }
  }

  async preview({ authorize, actor, request }: HttpContext) {
    authorize('configuration.edit')
    const { on, content, facts, volumes, up_to: upTo } = await asked.validate(request.body())
    const scope = await scopeOf(actor, { on })
    return previewTable({
      municipalityId: actor.municipalityId,
      on: civilDate(scope.on),
      content: content as Json,
      facts: (facts ?? {}) as Json,
      volumes,
      upTo,
    })
  }
}
