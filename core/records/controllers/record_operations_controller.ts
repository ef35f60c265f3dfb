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
import { registries } from '#core/kernel/index'
import { recordPath, seesPersonal } from '../access.ts'
import { errors } from '../errors.ts'
import { labelText } from '../query/labels.ts'
import type { Row } from '../query/list_rows.ts'
import type { OperationEffects, RecordOperation, RecordType } from '../types.ts'
import { formView } from '../view/form_view.ts'
import { type Problems, problemsOf, readForm } from '../write/form.ts'
import { fullTypeOf, rowOf, viewContext } from './records_controller.ts'

interface Subject {
  readonly type: RecordType
  readonly row: Row
  readonly operation: RecordOperation
  readonly action: Action
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
    const { today: dated = [], initial } = subject.operation
    const { actor } = ctx
    const { timeZone } = ctx.municipality
    const today = clock.today(timeZone)
    const about = { actor, timeZone, today, row: subject.row, municipalityId: actor.municipalityId }
    const given = initial && (await db.transaction((tx) => initial({ tx, ...about })))
    const typed = {
      ...Object.fromEntries(dated.map((name) => [name, today])),
      ...given,
      ...ctx.request.qs(),
    }
    return this.#render(ctx, subject, { typed })
  }

  async store(ctx: HttpContext) {
    const subject = await subjectOf(ctx)
    const { operation, action, row } = subject
    const typed = ctx.request.body()
    const { timeZone } = ctx.municipality
    const { values, problems } = readForm(operation.fields, { typed, timeZone })
    const reason = String(typed.reason ?? '').trim()
    if (action.reason === 'required' && !reason) problems.reason = 'Escreva o motivo.'
    if (Object.keys(problems).length) return this.#refuse(ctx, subject, { typed, problems })
    const input = { ...filled(values), [operation.idInput ?? 'id']: String(row.id) }
    const request = { actor: ctx.actor, input, reason }
    const next = recordPath(subject.type, row.id)
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
        const fields = sent.map(([name, value]) => ({ name, value: String(value) }))
        return authorityPage(ctx, error, { typed: fields, next })
      }
      const said = problemsOf(error, operation.fields)
      if (!said) throw error
      return this.#refuse(ctx, subject, { typed, problems: said })
    }
  }

  #refuse(ctx: HttpContext, subject: Subject, shown: Shown) {
    ctx.response.status(422)
    return this.#render(ctx, subject, shown)
  }

  async #render(ctx: HttpContext, subject: Subject, { typed, problems = {}, effects }: Shown) {
    const { type, row, operation, action } = subject
    const { '': general = null, 'reason': reasonProblem = null, ...byField } = problems
    const state = { typed, row: null, problems: byField }
    return ctx.view.render('pages/records/operation', {
      ...{ operation, action, general, reasonProblem },
      effects: effects ?? null,
      typeTitle: type.title,
      typePath: type.path,
      heading: labelText(type, row[type.label], seesPersonal(ctx.actor, type)),
      backPath: recordPath(type, row.id),
      formPath: ctx.request.url(),
      sections: await formView(type, operation.fields, state, viewContext(ctx)),
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
  return { type, row, operation, action }
}

/** What was filled, as JSON would carry it. */
function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value])
  )
}
