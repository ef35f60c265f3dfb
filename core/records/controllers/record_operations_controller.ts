import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import {
  type Action,
  OverAuthority,
  authorityPage,
  performAction,
  previewAction,
} from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { acceptFile, sentFile } from '#core/files/index'
import { registries } from '#core/kernel/index'
import { recordPath, seesPersonal } from '../access.ts'
import { errors } from '../errors.ts'
import { labelText } from '../query/labels.ts'
import type { Row } from '../query/list_rows.ts'
import type {
  OperationEffects,
  PageContext,
  RecordField,
  RecordOperation,
  RecordType,
} from '../types.ts'
import { formView } from '../view/form_view.ts'
import { type Problems, formAnswers, problemsOf, readForm } from '../write/form.ts'
import { fullTypeOf, rowOf, viewContext } from './records_controller.ts'

interface Subject {
  readonly type: RecordType
  readonly row: Row
  readonly operation: RecordOperation
  readonly action: Action
  readonly fields: readonly RecordField[]
}

interface Shown {
  readonly typed: Readonly<Record<string, unknown>>
  readonly problems?: Problems
  readonly effects?: readonly OperationEffects[]
}

/** Forms of the operations that record types declare, each with its effects told first where it can tell them. */
export default class RecordOperationsController {
  async show(ctx: HttpContext) {
    const subject = await subjectOf(ctx)
    const { today: dated = [], initial, isOffered } = subject.operation
    if (isOffered && !isOffered(subject.row)) {
      throw errors.E_RECORDS_NOT_OFFERED({
        ...{ action: subject.action.title, operation: subject.operation.action },
        id: String(subject.row.id),
      })
    }
    const today = clock.today(ctx.municipality.timeZone)
    const given = initial && (await onPage(ctx, subject.row, initial))
    const typed = {
      ...Object.fromEntries(dated.map((name) => [name, today])),
      ...given,
      ...ctx.request.qs(),
    }
    return this.#render(ctx, subject, { typed })
  }

  /** Which fields show and must be filled, asked while the form is typed. */
  async conditions(ctx: HttpContext) {
    const { fields } = await subjectOf(ctx)
    const { timeZone } = ctx.municipality
    return formAnswers(fields, { typed: ctx.request.body(), timeZone })
  }

  async store(ctx: HttpContext) {
    const subject = await subjectOf(ctx)
    const { operation, action, row, fields } = subject
    const typed = await withDocument(ctx, subject)
    const { timeZone } = ctx.municipality
    const { values, problems } = readForm(fields, { typed, timeZone })
    const reason = String(typed.reason ?? '').trim()
    if (action.reason === 'required' && !reason) problems.reason = 'Escreva o motivo.'
    if (Object.keys(problems).length) return this.#refuse(ctx, subject, { typed, problems })
    const given = filled(values)
    const input = {
      ...(operation.inputOf?.(given) ?? given),
      ...(typed.document_id ? { document_id: String(typed.document_id) } : {}),
      [idInputOf(operation)]: String(row.id),
    }
    const request = { actor: ctx.actor, input, reason }
    const next = backPathOf(subject)
    try {
      if (operation.preview && typed.confirmed !== 'true') {
        const effects = await previewAction(action, request, operation.preview)
        return await this.#render(ctx, subject, { typed, effects })
      }
      const { description } = await performAction(action.name, request)
      ctx.session.flash('done', `${description}.`)
      return ctx.response.redirect().toPath(next)
    } catch (error) {
      if (error instanceof OverAuthority) {
        const sent = Object.entries({ ...input, reason, next })
        const hidden = sent.map(([name, value]) => ({ name, value: String(value) }))
        return authorityPage(ctx, error, { typed: hidden, next })
      }
      const said = problemsOf(error, fields)
      if (!said) throw error
      return this.#refuse(ctx, subject, { typed, problems: said })
    }
  }

  #refuse(ctx: HttpContext, subject: Subject, shown: Shown) {
    ctx.response.status(422)
    return this.#render(ctx, subject, shown)
  }

  async #render(ctx: HttpContext, subject: Subject, { typed, problems = {}, effects }: Shown) {
    const { type, row, operation, action, fields } = subject
    const { '': general = null, 'reason': reasonProblem = null, ...byField } = problems
    const { timeZone } = ctx.municipality
    const { visible, required } = formAnswers(fields, { typed, timeZone })
    const answers = {
      isVisible: (name: string) => visible[name] ?? true,
      isRequired: (name: string) => required[name] ?? false,
    }
    const hasConditions = fields.some((field) => field.visibleWhen ?? field.requiredWhen)
    const state = { typed, row: null, problems: byField, answers }
    return ctx.view.render('pages/records/operation', {
      ...{ operation, action, general, reasonProblem },
      effects: effects ?? null,
      typeTitle: type.title,
      typePath: type.path,
      heading:
        type.heading?.(row) ?? labelText(type, row[type.label], seesPersonal(ctx.actor, type)),
      backPath: backPathOf(subject),
      document: documentView(subject, typed),
      formPath: ctx.request.url(),
      hasConditions,
      conditionsPath: hasConditions ? `${ctx.request.url()}/conditions` : null,
      sections: await formView(type, fields, state, viewContext(ctx)),
      reasonText: String(typed.reason ?? ''),
    })
  }
}

/** What the address names, for who may do it. Errors: E_RECORDS_NOT_FOUND, E_ACCESS_DENIED. */
async function subjectOf(ctx: HttpContext): Promise<Subject> {
  const type = await fullTypeOf(ctx)
  ctx.authorize(type.permissions.read)
  const row = await rowOf(ctx, type)
  const asked = String(ctx.params.operation)
  const operation = Object.hasOwn(type.operations!, asked) ? type.operations![asked]! : null
  if (!operation)
    throw errors.E_RECORDS_NOT_FOUND({ type: type.name, title: 'operação', id: asked })
  const action = registries().actions.get(operation.action)
  ctx.authorize(action.permission)
  const { moreFields } = operation
  const more = moreFields ? await onPage(ctx, row, moreFields) : []
  return { type, row, operation, action, fields: [...operation.fields, ...more] }
}

/** Asks something of the record as its page would be loaded. */
function onPage<T>(
  { actor, municipality }: HttpContext,
  row: Row,
  ask: (context: PageContext) => Promise<T>
): Promise<T> {
  const { timeZone } = municipality
  const { municipalityId } = actor
  const today = clock.today(timeZone)
  return db.transaction((tx) => ask({ tx, actor, timeZone, today, row, municipalityId }))
}

const idInputOf = ({ idInput = 'id' }: RecordOperation) => idInput

const backPathOf = ({ type, row, operation }: Subject) =>
  operation.backTo?.(row) ?? recordPath(type, row.id)

/** What was typed, with the number of the paper that came with it: kept at once, so that the next page need not ask again. */
async function withDocument(
  { actor, request }: HttpContext,
  { operation, row }: Subject
): Promise<Record<string, unknown>> {
  const typed = request.body()
  const { document } = operation
  if (!document || !request.file('document')) return typed
  const { purpose } = document
  const file = await acceptFile(purpose, await sentFile({ request }, ['document'], purpose), actor)
  const { output } = await performAction<unknown, { readonly id: bigint }>(document.keep, {
    actor,
    input: { [idInputOf(operation)]: String(row.id), file },
  })
  return { ...typed, document_id: String(output.id) }
}

function documentView({ operation, row }: Subject, typed: Shown['typed']) {
  const { document } = operation
  if (!document) return null
  const id = typed.document_id ? String(typed.document_id) : null
  const { label, help, isRequired = false } = document
  return { label, help, isRequired, id, path: id && document.pathOf(row, id) }
}

/** What was filled, as JSON would carry it. */
function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value])
  )
}
