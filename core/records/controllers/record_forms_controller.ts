import type { HttpContext } from '@adonisjs/core/http'
import { OverAuthority, authorityPage, runAction } from '#core/actions/index'
import { recordPath, seesPersonal } from '../access.ts'
import { errors } from '../errors.ts'
import { labelText } from '../query/labels.ts'
import { type Row, findRow } from '../query/list_rows.ts'
import type { RecordField, RecordType } from '../types.ts'
import { formView } from '../view/form_view.ts'
import { changedNames, rowHash, updateAction } from '../write/actions.ts'
import { createRecord, creationFields, creationOf } from '../write/creation.ts'
import { type Conflict, conflictOf } from '../view/conflict_view.ts'
import { answerConditions } from '../write/form_conditions.ts'
import { type Problems, formAnswers, problemsOf, readForm } from '../write/form.ts'
import { writable } from '../write/input.ts'
import { fullTypeOf, rowOf, viewContext } from './records_controller.ts'

interface Form {
  readonly type: RecordType
  readonly fields: readonly RecordField[]
  readonly row: Row | null
  readonly typed: Record<string, unknown> | null
  readonly problems: Problems
  /** Who changed it meanwhile, and what is kept now where something else was typed. */
  readonly conflict?: Conflict
}

/** Fields that the conditions of a new record's form see. */
const creationScope = (type: RecordType) => type.createFields ?? type.fields

/** Forms that create and change records. A refusal shows the same form again with everything that was typed. */
export default class RecordFormsController {
  async create(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    this.#creation(ctx, type)
    const typed = ctx.request.qs()
    return this.#render(ctx, { type, fields: creationFields(type), row: null, typed, problems: {} })
  }

  async store(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    const action = this.#creation(ctx, type)
    const fields = creationFields(type)
    const typed = ctx.request.body()
    const { values, problems } = readForm(fields, this.#source(ctx, creationScope(type)))
    const form = { type, fields, row: null, typed }
    if (Object.keys(problems).length) return this.#refuse(ctx, { ...form, problems })
    try {
      const { id, description } = await createRecord(action, ctx.actor, values)
      ctx.session.flash('done', `${description}.`)
      const path = id === null ? type.path : recordPath(type, id)
      return ctx.response.redirect().toPath(typed._then === 'new' ? `${type.path}/new` : path)
    } catch (error) {
      if (error instanceof OverAuthority) {
        const sent = Object.entries(values).filter(([, value]) => value !== null)
        const hidden = sent.map(([name, value]) => ({ name, value: String(value) }))
        return authorityPage(ctx, error, { typed: hidden, next: type.path })
      }
      return this.#refuse(ctx, { ...form, problems: this.#problems(error, fields) })
    }
  }

  async edit(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    const row = await this.#changeable(ctx, type)
    return this.#render(ctx, { type, fields: writable(type), row, typed: null, problems: {} })
  }

  async update(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    const row = await this.#changeable(ctx, type)
    const typed = ctx.request.body()
    const fields = writable(type).filter(
      (field) => !field.isPersonal || seesPersonal(ctx.actor, type)
    )
    const source = { ...this.#source(ctx, type.fields), stored: row }
    const { values, problems } = readForm(fields, source)
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
      const conflict = await conflictOf(ctx, { type, fields, id: row.id, typed, error })
      if (conflict) return this.#refuse(ctx, { ...form, ...conflict, problems: {} })
      return this.#refuse(ctx, { ...form, problems: this.#problems(error, fields) })
    }
  }

  /** Which fields show and must be filled, asked while a form is typed: the same answer as when it is sent. */
  async conditions(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    const id = String(ctx.request.input('_id', ''))
    const action = id ? null : creationOf(type)
    ctx.authorize(action?.permission ?? type.permissions.write ?? type.permissions.read)
    if (!/^\d{1,18}$/.test(id))
      return formAnswers(creationFields(type), this.#source(ctx, creationScope(type)))
    const stored = (await findRow(type, ctx.actor, id)) ?? {}
    return formAnswers(writable(type), { ...this.#source(ctx, type.fields), stored })
  }

  #source(ctx: HttpContext, all: readonly RecordField[]) {
    return { typed: ctx.request.body(), timeZone: ctx.municipality.timeZone, all }
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

  /** What shows at first: by what was typed, else by what is kept. */
  #answers(ctx: HttpContext, { type, fields, row, typed }: Form) {
    const all = row ? type.fields : creationScope(type)
    if (!typed) {
      const answers = answerConditions(all, row ?? {})
      return { isVisible: answers.isVisible, isRequired: answers.isRequired }
    }
    const { timeZone } = ctx.municipality
    const { visible, required } = formAnswers(fields, { typed, timeZone, all, stored: row ?? {} })
    return {
      isVisible: (name: string) => visible[name] ?? true,
      isRequired: (name: string) => required[name] ?? false,
    }
  }

  async #refuse(ctx: HttpContext, form: Form) {
    ctx.response.status(422)
    return this.#render(ctx, form)
  }

  async #render(ctx: HttpContext, form: Form) {
    const { type, fields, row, typed, problems, conflict } = form
    const context = viewContext(ctx)
    const label = row ? labelText(type, row[type.label], seesPersonal(ctx.actor, type)) : ''
    const { '': general, ...byField } = problems
    return ctx.view.render('pages/records/form', {
      type,
      row,
      label,
      sections: await formView(
        type,
        fields,
        { typed, row, problems: byField, answers: this.#answers(ctx, form) },
        context
      ),
      general: general ?? null,
      problemList: fields
        .filter(({ name }) => byField[name])
        .map(({ name, label: title }) => ({ name, title })),
      // Whoever was told what changed may save over it: the hash is that of the row as it is now.
      seen: row ? (conflict ? rowHash(type, row) : (typed?.seen ?? rowHash(type, row))) : null,
      conflict: conflict ?? null,
      hasConditions: fields.some((field) => field.visibleWhen ?? field.requiredWhen) ?? false,
      maySaveNew: row === null && !type.createAction,
      backPath: row ? recordPath(type, row.id) : type.path,
      title: row
        ? `Editar ${type.title.one.toLowerCase()}`
        : `${type.title.gender === 'm' ? 'Novo' : 'Nova'} ${type.title.one.toLowerCase()}`,
    })
  }
}
