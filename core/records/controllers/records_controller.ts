import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { registries } from '#core/kernel/index'
import { mayDelete, mayWrite, recordPath } from '../access.ts'
import { ownPanel } from '../attachments/panels.ts'
import { errors } from '../errors.ts'
import { labelText } from '../query/labels.ts'
import { effectiveType } from '../custom/effective_type.ts'
import { type Row, findRow } from '../query/list_rows.ts'
import type { RecordType } from '../types.ts'
import { countedTabs, detailView, relatedListOf, relatedView } from '../view/detail_view.ts'
import { listPage } from '../view/list_page.ts'
import { findOptions } from '../view/options.ts'
import { offeredActions } from '../view/offered_actions.ts'
import { movesOf } from '../workflow/flow.ts'
import { pageParts } from '../view/page_parts.ts'
import { historyView } from '../view/history_view.ts'

/** The record type that a route was made for. */
export function typeOf({ route }: HttpContext): RecordType {
  const [, name = ''] = /^\w+\.(.+)\.\w+$/.exec(route?.name ?? '') ?? []
  return registries().records.get(name)
}

/** As `typeOf`, with the fields that the administrators of the municipality added. */
export function fullTypeOf(ctx: HttpContext): Promise<RecordType> {
  return effectiveType(typeOf(ctx), ctx.actor.municipalityId)
}

export function viewContext({ actor, municipality }: HttpContext) {
  return { actor, timeZone: municipality.timeZone }
}

/** The row of the address. @throws BusinessError E_RECORDS_NOT_FOUND */
export async function rowOf(ctx: HttpContext, type: RecordType): Promise<Row> {
  const id = String(ctx.params.id)
  const row = await findRow(type, ctx.actor, id)
  if (!row)
    throw errors.E_RECORDS_NOT_FOUND({ type: type.name, title: type.title.one.toLowerCase(), id })
  return row
}

const isLookup = ({ name }: RecordType) => registries().lookups.find(name) !== undefined

/** Lists and details generated from record types. */
export default class RecordsController {
  async index(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    ctx.authorize(type.permissions.read)
    const view = await listPage(ctx, type, viewContext(ctx))
    if ('redirect' in view) return ctx.response.redirect().toPath(String(view.redirect))
    return ctx.view.render('pages/records/list', view)
  }

  async show(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    ctx.authorize(type.permissions.read)
    const context = viewContext(ctx)
    const row = await rowOf(ctx, type)
    const successor = type.movedTo ? row[type.movedTo] : null
    if (successor) {
      ctx.session.flash(
        'done',
        `${labelText(type, row[type.label], true)} foi unificado com este registro.`
      )
      return ctx.response.redirect().toPath(recordPath(type, successor as bigint))
    }
    const tabs = await countedTabs(type, row.id, context)
    const wanted = String(ctx.request.input('tab', ''))
    const tab = tabs.find(({ key }) => key === wanted) ?? tabs[0]!
    const page = await pageParts(type, ctx, row)
    const isFixed = type.isFixed?.(row) ?? false
    return ctx.view.render(type.overview?.view ?? 'pages/records/detail', {
      ...page,
      type,
      row,
      detail: await detailView(type, row, context),
      tabs,
      tab,
      panel: await this.#panel(ctx, type, { key: tab.key, id: row.id }),
      mayEdit: mayWrite(ctx.actor, type) && !isFixed,
      mayDelete: mayDelete(ctx.actor, type) && !isFixed,
      moves: await movesOf(db, type, row, ctx.actor),
      actions: offeredActions(type, row, ctx.actor),
    })
  }

  /** One tab of a detail page, asked for when it is opened. */
  async panel(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    ctx.authorize(type.permissions.read)
    const row = await rowOf(ctx, type)
    const panel = await this.#panel(ctx, type, { key: String(ctx.params.tab), id: row.id })
    return ctx.view.render('partials/records/panel', { type, row, panel })
  }

  /** What a reference field offers for the typed text. */
  async options(ctx: HttpContext) {
    const type = typeOf(ctx)
    ctx.authorize(type.permissions.read)
    const options = await findOptions(type, ctx.actor, {
      text: String(ctx.request.input('q', '')).slice(0, 100),
      key: ctx.request.input('by') === 'code' && isLookup(type) ? 'code' : 'id',
    })
    return ctx.view.render('partials/records/options', { options })
  }

  async #panel(ctx: HttpContext, type: RecordType, { key, id }: { key: string; id: bigint }) {
    if (key === 'history')
      return { kind: 'history', entries: await historyView(type, id, viewContext(ctx)) }
    if (key === 'facts') {
      const detail = await detailView(type, await rowOf(ctx, type), viewContext(ctx))
      return { kind: 'facts', detail }
    }
    const own = await ownPanel(type, { key, id }, viewContext(ctx))
    if (own) return own
    const related = relatedListOf(type, key)
    if (!related) throw errors.E_RECORDS_NOT_FOUND({ type: type.name, title: 'aba', id: key })
    ctx.authorize(registries().records.get(related.record).permissions.read)
    return {
      kind: 'related',
      title: related.title,
      key,
      ...(await relatedView(related, id, { ...viewContext(ctx), page: ctx.request.input('page') })),
    }
  }
}
