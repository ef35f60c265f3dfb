import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { isOutside, recordPath, trailChanges } from '#core/records/index'
import { errors } from '../errors.ts'

interface Order {
  readonly id: bigint
  readonly number: string
  readonly action: string
  readonly subject_type: string
  readonly unit_type: string
  readonly unit_id: bigint
  readonly payload: string
}

/** One automatic service order, with the values before and after that its audit entry keeps. */
export default class ServiceRecordsController {
  async show({ actor, authorize, municipality, params, view }: HttpContext) {
    authorize('actions.read')
    const id = String(params.id)
    const [order] = await query<Order>(
      db,
      `select s.*, e.payload from actions_service_records s join audit_entries e on e.id = s.entry_id
        where s.municipality_id = ? and s.id = ?`,
      [actor.municipalityId, id]
    )
    const of = { type: 'actions.service_records', id: BigInt(id) }
    if (!order || (await isOutside(db, actor, of)))
      throw errors.E_ACTIONS_SUBJECT({ action: 'service record', type: 'order', id })
    const { records } = registries()
    const subject = records.find(order.subject_type)
    const unit = records.find(order.unit_type)
    const { trail } = JSON.parse(order.payload) as { trail?: unknown }
    const context = { actor, timeZone: municipality.timeZone, action: order.action }
    return view.render('pages/service_records/show', {
      order,
      unit: unit && {
        title: unit.title.one,
        path: actor.permissions.has(unit.permissions.read) ? recordPath(unit, order.unit_id) : null,
      },
      changes: subject ? await trailChanges(subject, trail, context) : [],
    })
  }
}
