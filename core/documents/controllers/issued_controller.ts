import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { type Actor, performAction } from '#core/actions/index'
import { query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { pageOf, pagerOf } from '#core/web/index'
import { issuedHtml, issuedHtmls, type IssuedRow, readIssued } from '../issued/read_issued.ts'
import { typeOfTemplate } from '../models.ts'
import { withPrinter } from '../printer.ts'

const SIZE = 50
/** Documents that one PDF takes; more are printed by day or by model. */
const MANY = 1000
const filter = vine.create({
  template: vine.string().maxLength(120).optional(),
  on: vine
    .string()
    .regex(/^(\d{4}-\d{2}-\d{2})?$/)
    .optional(),
  page: vine.any().optional(),
})
const reason = vine.create({ reason: vine.string().trim().maxLength(500).optional() })

/** Each template that was ever issued, by leaps in the index: invoices are millions, templates few. */
const EACH_TEMPLATE = `
  with recursive each as (
    (select template, title from documents_issued where municipality_id = ? order by template limit 1)
    union all
    select next.template, next.title from each, lateral (
      select template, title from documents_issued where municipality_id = ? and template > each.template
       order by template limit 1) next
  ) select template, title from each order by title`

interface Filter {
  readonly template: string
  readonly on: string
}

/** What was issued: the list, each as it was, and printing many in one file. */
export default class IssuedController {
  async index({ actor, authorize, request, view }: HttpContext) {
    authorize('documents.read')
    const asked = await filter.validate(request.qs())
    const chosen = { template: asked.template ?? '', on: asked.on ?? '' }
    const page = pageOf(asked.page)
    const { where, bindings } = conditions(actor, chosen)
    const [count] = await query<{ total: number }>(
      db,
      `select count(*)::int as total from documents_issued i where ${where}`,
      bindings
    )
    const rows = await query<IssuedRow>(
      db,
      `select i.*, (select count(*)::int from documents_reprints r where r.issued_id = i.id) as reprints
         from documents_issued i where ${where} order by i.id desc limit ${SIZE} offset ?`,
      [...bindings, (page - 1) * SIZE]
    )
    const inside = await Promise.all(rows.map((row) => isInside(actor, row)))
    const templates = await query<{ template: string; title: string }>(db, EACH_TEMPLATE, [
      actor.municipalityId,
      actor.municipalityId,
    ])
    return view.render('pages/documents/issued', {
      ...{ chosen, templates, many: MANY, total: count!.total },
      rows: rows.filter((_, index) => inside[index]),
      pager: pagerOf({
        ...{ page, total: count!.total, size: SIZE, path: '/documents/issued' },
        query: Object.fromEntries(Object.entries(chosen).filter(([, value]) => value)),
      }),
    })
  }

  async show({ actor, authorize, params, view }: HttpContext) {
    authorize('documents.read')
    const row = await readIssued(db, actor, BigInt(params.id))
    const html = await issuedHtml(db, row)
    const reprints = await query(
      db,
      'select reason, printed_at, printed_by_name from documents_reprints where issued_id = ? order by id',
      [row.id]
    )
    return view.render('pages/documents/issued_one', {
      ...{ row, html, reprints },
      asksReason: typeOfTemplate(row.template)?.asksReprintReason ?? false,
      mayPrint: actor.permissions.has('documents.reprint'),
    })
  }

  /** Prints one again, noted with who and why. */
  async print(ctx: HttpContext) {
    const { actor, authorize, params, request, response } = ctx
    authorize('documents.reprint')
    const { reason: why } = await request.validateUsing(reason)
    await performAction('documents.reprint', {
      actor,
      input: { id: String(params.id) },
      reason: why || null,
    })
    const row = await readIssued(db, actor, BigInt(params.id))
    const html = await issuedHtml(db, row)
    const pdf = await withPrinter((printer) =>
      printer.renderPdf(html, { tagged: true, timestamp: row.issued_at })
    )
    return sendPdf(response, `documento-${row.id}.pdf`, pdf)
  }

  /** The first print of what a selection brought: one file, in the order of issue. */
  async many({ actor, authorize, request, response }: HttpContext) {
    authorize('documents.reprint')
    const asked = await filter.validate(request.all())
    const { where, bindings } = conditions(actor, {
      template: asked.template ?? '',
      on: asked.on ?? '',
    })
    const rows = await query<IssuedRow>(
      db,
      `select i.*, 0 as reprints from documents_issued i where ${where} order by i.id desc limit ${MANY}`,
      bindings
    )
    const inside = await Promise.all(rows.map((row) => isInside(actor, row)))
    const shown = rows.filter((_, index) => inside[index]).toReversed()
    const htmls = await issuedHtmls(db, shown)
    const pdf = await withPrinter((printer) => printer.renderPdf(htmls))
    return sendPdf(response, 'documentos.pdf', pdf)
  }
}

function conditions({ municipalityId }: Actor, { template, on }: Filter) {
  const parts = ['i.municipality_id = ?']
  const bindings: (bigint | string)[] = [municipalityId]
  if (template) {
    parts.push('i.template = ?')
    bindings.push(template)
  }
  if (on) {
    parts.push('i.issued_on = ?')
    bindings.push(on)
  }
  return { where: parts.join(' and '), bindings }
}

const isInside = async (actor: Actor, { subject_type: type, subject_id: id }: IssuedRow) =>
  !(await isOutside(db, actor, { type, id }))

function sendPdf(response: HttpContext['response'], name: string, pdf: Buffer) {
  response.type('application/pdf')
  response.header('Content-Disposition', `inline; filename="${name}"`)
  return response.send(pdf)
}
