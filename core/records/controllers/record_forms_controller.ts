import type { HttpContext } from '@adonisjs/core/http'
import { runAction } from '#core/actions/index'
import { recordPath, seesPersonal } from '../access.ts'
import { errors } from '../errors.ts'
import { labelText } from '../query/labels.ts'
import type { Row } from '../query/list_rows.ts'
import type { RecordField, RecordType } from '../types.ts'
import { formView } from '../view/form_view.ts'
import { changedNames, rowHash, updateAction } from '../write/actions.ts'
import { createRecord, creationFields, creationOf } from '../write/creation.ts'
import { type Problems, problemsOf, readForm } from '../write/form.ts'
import { writable } from '../write/input.ts'
import { rowOf, typeOf, viewContext } from './records_controller.ts'

interface Form {
  readonly type: RecordType
  readonly fields: readonly RecordField[]
  readonly row: Row | null
  readonly typed: Record<string, unknown> | null
  readonly problems: Problems
}

/** Forms that create and change records. A refusal shows the same form again with everything that was typed. */
export default class RecordFormsController {
  async create(ctx: HttpContext) {
    const type = typeOf(ctx)
    this.#creation(ctx, type)
    const typed = ctx.request.qs()
    return this.#render(ctx, { type, fields: creationFields(type), row: null, typed, problems: {} })
  }

  async store(ctx: HttpContext) {
    const type = typeOf(ctx)
    const action = this.#creation(ctx, type)
    const fields = creationFields(type)
    const typed = ctx.request.body()
    const { values, problems } = readForm(fields, typed, ctx.municipality.timeZone)
    const form = { type, fields, row: null, typed }
    if (Object.keys(problems).length) return this.#refuse(ctx, { ...form, problems })
    try {
      const { id, description } = await createRecord(action, ctx.actor, values)
      ctx.session.flash('done', `${description}.`)
      return ctx.response.redirect().toPath(id === null ? type.path : recordPath(type, id))
    } catch (error) {
      return this.#refuse(ctx, { ...form, problems: this.#problems(error, fields) })
    }
  }

  async edit(ctx: HttpContext) {
    const type = typeOf(ctx)
    const row = await this.#changeable(ctx, type)
    return this.#render(ctx, { type, fields: writable(type), row, typed: null, problems: {} })
  }

  async update(ctx: HttpContext) {
    const type = typeOf(ctx)
    const row = await this.#changeable(ctx, type)
    const typed = ctx.request.body()
    const fields = writable(type).filter(
      (field) => !field.isPersonal || seesPersonal(ctx.actor, type)
    )
    const { values, problems } = readForm(fields, typed, ctx.municipality.timeZone)
    const form = { type, fields: writable(type), row, typed }
    if (Object.keys(problems).length) return this.#refuse(ctx, { ...form, problems })
    if (!changedNames(type, row, values).length) {
      ctx.session.flash('done', 'Nada foi alterado.')
      return ctx.response.redirect().toPath(recordPath(type, row.id))
    }
    try {
      const input = { id: String(row.id), seen: String(typed.seen ?? ''), changes: values }
      const { changed } = await runAction(updateAction(type), { actor: ctx.actor, input })
      ctx.session.flash('done', `Salvo: ${changed.join(', ').toLowerCase()}.`)
      return ctx.response.redirect().toPath(recordPath(type, row.id))
    } catch (error) {
      return this.#refuse(ctx, { ...form, problems: this.#problems(error, fields) })
    }
  }

  #creation(ctx: HttpContext, type: RecordType) {
    const action = creationOf(type)
    if (!action) throw errors.E_RECORDS_READ_ONLY({ type: type.name, title: type.title.many })
    ctx.authorize(action.permission)
    return action
  }

  async #changeable(ctx: HttpContext, type: RecordType): Promise<Row> {
    if (!type.permissions.write)
      throw errors.E_RECORDS_READ_ONLY({ type: type.name, title: type.title.many })
    ctx.authorize(type.permissions.write)
    return rowOf(ctx, type)
  }

  #problems(error: unknown, fields: readonly RecordField[]): Problems {
    const problems = problemsOf(error, fields)
    if (!problems) throw error
    return problems
  }

  async #refuse(ctx: HttpContext, form: Form) {
    ctx.response.status(422)
    return this.#render(ctx, form)
  }

  async #render(ctx: HttpContext, { type, fields, row, typed, problems }: Form) {
    const context = viewContext(ctx)
    const label = row ? labelText(type, row[type.label], seesPersonal(ctx.actor, type)) : ''
    const { '': general, ...byField } = problems
    return ctx.view.render('pages/records/form', {
      type,
      row,
      label,
      sections: await formView(type, fields, { typed, row, problems: byField }, context),
      general: general ?? null,
      problemList: fields
        .filter(({ name }) => byField[name])
        .map(({ name, label: title }) => ({ name, title })),
      seen: row ? (typed?.seen ?? rowHash(type, row)) : null,
      backPath: row ? recordPath(type, row.id) : type.path,
      title: row
        ? `Editar ${type.title.one.toLowerCase()}`
        : `${type.title.gender === 'm' ? 'Novo' : 'Nova'} ${type.title.one.toLowerCase()}`,
    })
  }
}
