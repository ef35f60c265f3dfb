import type { HttpContext } from '@adonisjs/core/http'
import { randomUUID } from 'node:crypto'
import { actionForm } from '#core/actions/view/action_form'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { runInline, startRun } from '#core/jobs/index'
import { format } from '#core/web/index'
import { labelText } from '../query/labels.ts'
import { readRows } from '../query/sql.ts'
import { type Bulk, CHANGE, bulkFieldsOf, bulkOf } from '../bulk/bulk_actions.ts'
import { type BulkArgs, bulkJob } from '../bulk/bulk_job.ts'
import { MAX_SELECTED, type Selection, readSelection, selectedIds } from '../bulk/selection.ts'
import { BULK_INLINE } from '../parameters.ts'
import { seesPersonal } from '../access.ts'
import type { RecordType } from '../types.ts'
import { formView } from '../view/form_view.ts'
import { type Problems, readForm } from '../write/form.ts'
import { fullTypeOf, viewContext } from './records_controller.ts'

const NAMED = 5

interface Asked {
  readonly type: RecordType
  readonly bulk: Bulk
  readonly selection: Selection
  readonly ids: readonly bigint[]
}

/** Actions on a selection of a list: first the effect is said and the rest is asked, then it is done. */
export default class RecordBulkController {
  async confirm(ctx: HttpContext) {
    return this.#render(ctx, await this.#asked(ctx), {})
  }

  async run(ctx: HttpContext) {
    const asked = await this.#asked(ctx)
    const { values, problems } = this.#input(ctx, asked)
    if (Object.keys(problems).length) {
      ctx.response.status(422)
      return this.#render(ctx, asked, problems)
    }
    const summary = await this.#perform(ctx, asked, values)
    const { type } = asked
    if (summary.status !== 'done' || summary.parked)
      return ctx.response.redirect().toPath(`/jobs/${summary.id}`)
    const done = `${effectWords(asked.bulk, summary.done)}: feito.`
    ctx.session.flash('done', done)
    return ctx.response.redirect().toPath(`${type.path}?${this.#query(ctx)}`)
  }

  /** The same for other systems: `{ ids | all + query, input, reason }`; the answer names the run. */
  async api(ctx: HttpContext) {
    const asked = await this.#asked(ctx)
    const given = (ctx.request.input('input') ?? {}) as Record<string, unknown>
    const changeable = new Set(bulkFieldsOf(asked.type, ctx.actor).map(({ name }) => name))
    const isGiven = ([name]: [string, unknown]) => asked.bulk.key !== CHANGE || changeable.has(name)
    const input = Object.fromEntries(Object.entries(given).filter(isGiven))
    const { id, status, total, done, parked, issues } = await this.#perform(ctx, asked, input)
    const refused = issues.map(({ code, path, message }) => ({ code, record: path, message }))
    return ctx.response.status(status === 'done' ? 200 : 202).send({
      ...{ run: String(id), status, total, done, refused: parked, refusals: refused },
    })
  }

  async #asked(ctx: HttpContext): Promise<Asked> {
    const type = await fullTypeOf(ctx)
    ctx.authorize(type.permissions.read)
    const bulk = bulkOf(type, ctx.actor, String(ctx.params.action))
    const { ids: given, all, query, ...body } = ctx.request.body()
    const selection = readSelection(type, {
      ...{ _ids: given, _all: all === true ? 'true' : undefined, _query: query },
      ...body,
    })
    const { timeZone } = ctx.municipality
    const ids = await selectedIds(type, selection, { actor: ctx.actor, timeZone })
    return { type, bulk, selection, ids }
  }

  #query(ctx: HttpContext): string {
    return String(ctx.request.input('_query', '')).replace(/^\?/, '')
  }

  /** Only what was filled changes. */
  #input(ctx: HttpContext, { type, bulk }: Asked) {
    const typed = ctx.request.body()
    if (bulk.key !== CHANGE) {
      const read = bulk.fields
        ? readForm(bulk.fields, { typed, timeZone: ctx.municipality.timeZone })
        : { values: this.#given(bulk, typed), problems: {} }
      const isMissing = bulk.action.reason === 'required' && !String(typed._reason ?? '').trim()
      const problems: Problems = isMissing
        ? { ...read.problems, '': 'Escreva o motivo: ele fica no histórico de cada registro.' }
        : read.problems
      return { values: read.values, problems }
    }
    const fields = bulkFieldsOf(type, ctx.actor)
      .filter(({ name }) => String(typed[name] ?? '').trim() !== '')
      .map((field) => ({ ...field, visibleWhen: undefined, requiredWhen: undefined }))
    const read = readForm(fields, { typed, timeZone: ctx.municipality.timeZone })
    return fields.length
      ? read
      : { values: {}, problems: { '': 'Preencha ao menos um dos campos.' } as Problems }
  }

  /** What was filled of the action's own form. */
  #given(bulk: Asked['bulk'], typed: Record<string, unknown>): Record<string, unknown> {
    const { fields } = actionForm(bulk.action, { [bulk.idInput]: '0' })
    const given = fields.map(({ name }) => [name, typed[name]] as const)
    return Object.fromEntries(given.filter(([, value]) => value !== ''))
  }

  async #perform(ctx: HttpContext, asked: Asked, input: Record<string, unknown>) {
    const { type, bulk, selection, ids } = asked
    const { timeZone } = ctx.municipality
    const args: BulkArgs = {
      ...{ record: type.name, key: bulk.key, selection, input, timeZone },
      reason: String(ctx.request.input('_reason') ?? ctx.request.input('reason') ?? '') || null,
      label: `${bulk.title}: ${wordsOf(type, ids.length)}`,
      token: String(ctx.request.input('_token') ?? randomUUID()).slice(0, 60),
    }
    const today = clock.today(timeZone)
    const limit = await parameterInForce<number>(BULK_INLINE, ctx.actor.municipalityId, today)
    return ids.length > limit
      ? startRun(bulkJob, args, ctx.actor)
      : runInline(bulkJob, args, ctx.actor)
  }

  async #render(ctx: HttpContext, asked: Asked, { '': general, ...problems }: Problems) {
    const { type, bulk, selection, ids } = asked
    const context = viewContext(ctx)
    const typed = ctx.request.body()
    const isChange = bulk.key === CHANGE
    const fields = isChange
      ? bulkFieldsOf(type, ctx.actor).map((field) => ({ ...field, isRequired: false }))
      : (bulk.fields ?? [])
    const isGenerated = !isChange && bulk.fields === null
    return ctx.view.render('pages/records/bulk', {
      type,
      bulk,
      title: bulk.title,
      effect: effectWords(bulk, ids.length),
      isTooMany: ids.length === MAX_SELECTED,
      names: await this.#names(ctx, asked),
      others: Math.max(0, ids.length - NAMED),
      ids: 'ids' in selection ? selection.ids : [],
      query: 'query' in selection ? selection.query : this.#query(ctx),
      isAll: 'query' in selection,
      token: randomUUID(),
      general: general ?? null,
      reason: String(typed._reason ?? ''),
      sections: await formView(type, fields, { typed, row: null, problems }, context),
      actionFields: isGenerated ? actionForm(bulk.action, { [bulk.idInput]: '0' }).fields : [],
      isChange,
      typed,
    })
  }

  async #names(ctx: HttpContext, { type, ids }: Asked): Promise<string[]> {
    const rows = await readRows<{ label: unknown }>(
      `select ${type.label} as label from ${type.table} where id = any(?::bigint[]) order by id`,
      [ids.slice(0, NAMED).map(String)]
    )
    return rows.map(({ label }) => labelText(type, label, seesPersonal(ctx.actor, type)))
  }
}

const wordsOf = ({ title }: RecordType, count: number) =>
  `${format.integer(count)} ${(count === 1 ? title.one : title.many).toLowerCase()}`

const effectWords = ({ effect }: Bulk, count: number) =>
  effect.replace('{count}', format.integer(count))
