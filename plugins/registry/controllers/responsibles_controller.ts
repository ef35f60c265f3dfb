import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock, isCivilDate } from '#core/calendar/index'
import { type SqlValue, query } from '#core/database/index'
import { readStoredFile, sendFile } from '#core/files/index'
import { registries } from '#core/kernel/index'
import { ownRow, personalPermission, seesPersonal } from '#core/records/index'
import { format } from '#core/web/index'
import { errors } from '../errors.ts'
import { HOLDING_ROLES } from '../records/options.ts'
import { holderDocument } from '../services/holder_documents.ts'
import {
  type ResponsibilityRow,
  extensionsOf,
  responsibilityHistory,
} from '../services/responsibility_history.ts'

interface Premise {
  readonly id: bigint
  readonly registration_number: string
  readonly street: string
  readonly number: string | null
}

/** Who answered for a premise, with contracts and extensions, and who did on a given day. */
export default class ResponsiblesController {
  async show(ctx: HttpContext) {
    ctx.authorize('registry.read')
    const { actor, request, view, municipality } = ctx
    const premise = await this.#premise(ctx)
    const place = { municipalityId: actor.municipalityId, premiseId: premise.id }
    const asked = request.qs().on as unknown
    const on = isCivilDate(asked) ? asked : null
    const type = registries().records.get('registry.customers')
    const shown = this.#shown(seesPersonal(actor, type), clock.today(municipality.timeZone))
    const standing = on ? await responsibilityHistory(db, place, on) : []
    const all = await responsibilityHistory(db, place)
    return view.render('registry::responsibles', {
      heading: `${format.registration(premise.registration_number)} · ${premise.street}, ${premise.number ?? 's/n'}`,
      backPath: `/registry/premises/${premise.id}`,
      path: request.url(),
      asked: String(asked ?? ''),
      on,
      problem: asked && !on ? 'Escreva uma data que exista.' : null,
      standing: standing.map(shown),
      all: all.map(shown),
      extensions: await extensionsOf(db, place),
    })
  }

  /** The same for other systems; `on` asks for one day. */
  async api(ctx: HttpContext) {
    ctx.authorize('registry.read')
    const { actor, request } = ctx
    const premise = await this.#premise(ctx)
    const place = { municipalityId: actor.municipalityId, premiseId: premise.id }
    const asked = request.qs().on as unknown
    if (asked !== undefined && !isCivilDate(asked)) {
      throw errors.E_REGISTRY_DAY({ value: String(asked) })
    }
    const rows = await responsibilityHistory(db, place, (asked as CivilDate | undefined) ?? null)
    const mayName = seesPersonal(actor, registries().records.get('registry.customers'))
    return {
      data: rows.map((row) => ({
        ...{ role: row.role, customer_id: Number(row.customer_id), name: row.name },
        taxpayer_id: mayName ? row.taxpayer_id : null,
        ...{ from_on: row.from_on, until_on: row.until_on },
        lease: row.lease_id && {
          ...{ id: Number(row.lease_id), number: row.lease_number },
          ...{ from_on: row.lease_from, until_on: row.lease_until },
        },
      })),
    }
  }

  /** The paper of a change of holder. */
  async document(ctx: HttpContext) {
    ctx.authorize('registry.read')
    const { actor, params } = ctx
    ctx.authorize(personalPermission(registries().records.get('registry.customers')))
    const { id } = await this.#premise(ctx)
    const place = { municipalityId: actor.municipalityId, premiseId: id }
    const { fileId } = await holderDocument(db, place, BigInt(String(params.document)))
    const file = await db.transaction((tx) => readStoredFile(tx, actor.municipalityId, fileId))
    sendFile(ctx, file)
  }

  async #premise({ actor, params }: HttpContext): Promise<Premise> {
    const id = BigInt(String(params.id))
    const where = ownRow(registries().records.get('registry.premises'), actor, id)
    const [premise] = await query<Premise>(
      db,
      `select id, registration_number, street, number from registry_premises where ${where.sql}`,
      where.bindings as SqlValue[]
    )
    if (!premise) throw errors.E_REGISTRY_PREMISE_UNKNOWN({ id })
    return premise
  }

  #shown(isWhole: boolean, today: CivilDate) {
    return (row: ResponsibilityRow) => ({
      ...row,
      roleName: HOLDING_ROLES.find(({ value }) => value === row.role)!,
      taxpayer: row.taxpayer_id
        ? isWhole
          ? format.taxpayer(row.taxpayer_id)
          : format.maskedTaxpayer(row.taxpayer_id)
        : null,
      isOpen: row.until_on === null || row.until_on >= today,
      mayOpen: isWhole,
    })
  }
}
