import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import {
  OverAuthority,
  amountText,
  participate,
  performAction,
  previewAction,
} from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { DOCUMENTS, acceptFile, sentFile } from '#core/files/index'
import { registries } from '#core/kernel/index'
import { type Problems, formView, problemsOf, readForm } from '#core/records/index'
import type { Operation } from '../records/operation.ts'
import { CATEGORY_PREFIX, type Subject, operationSubject } from './operation_subject.ts'
import { type HolderEffect, changeHolder } from '../services/change_holder.ts'

/** Of every operation; the actions ask it again. */
const PERMISSION = 'registry.write'

interface Shown {
  readonly typed: Readonly<Record<string, unknown>>
  readonly problems: Problems
  /** What would happen, by groups; null before it was asked. */
  readonly effects: readonly EffectGroup[] | null
}

type EffectGroup = readonly [title: string, texts: readonly string[]]

interface Asked {
  readonly input: Readonly<Record<string, unknown>>
  readonly reason: string
  readonly subject: Subject
}

const DOCUMENT = { ...DOCUMENTS, name: 'registry.premises.holder_document' }

/** Forms of what people do to a premise, a connection or a paying body, each with its effects said first. */
export default class OperationsController {
  async show(ctx: HttpContext) {
    ctx.authorize(PERMISSION)
    const subject = await operationSubject(ctx)
    const today = clock.today(ctx.municipality.timeZone)
    const { today: dated = [], ticked = [] } = subject.operation
    const typed = {
      ...Object.fromEntries(dated.map((name) => [name, today])),
      ...Object.fromEntries(ticked.map((name) => [name, 'true'])),
      ...subject.initial,
      ...ctx.request.qs(),
    }
    return this.#render(ctx, subject, { typed, problems: {}, effects: null })
  }

  async store(ctx: HttpContext) {
    ctx.authorize(PERMISSION)
    const subject = await operationSubject(ctx)
    const { operation } = subject
    const typed = await this.#withDocument(ctx, operation)
    const { values, problems } = readForm(operation.fields, {
      typed,
      timeZone: ctx.municipality.timeZone,
    })
    const reason = String(typed.reason ?? '').trim()
    if (operation.reason === 'required' && !reason) problems.reason = 'Escreva o motivo.'
    if (Object.keys(problems).length) return this.#refuse(ctx, subject, { typed, problems })
    const input = {
      ...inputOf(values),
      [subject.input]: String(ctx.params.id),
      ...(typed.document_id ? { document_id: String(typed.document_id) } : {}),
    }
    try {
      if (operation.isPreviewed && typed.confirmed !== 'true') {
        const effects = await this.#preview(ctx, operation, { input, reason })
        return await this.#render(ctx, subject, { typed, problems: {}, effects })
      }
      const { actor } = ctx
      const { description } = await performAction(operation.action, { actor, input, reason })
      ctx.session.flash('done', `${description}.`)
      return ctx.response.redirect().toPath(subject.backPath)
    } catch (error) {
      if (error instanceof OverAuthority)
        return this.#askFor(ctx, error, { input, reason, subject })
      const said = problemsOf(error, operation.fields)
      if (!said) throw error
      return this.#refuse(ctx, subject, { typed, problems: said })
    }
  }

  /** What was typed, with the number of the paper that came with it: kept at once, so that the next page need not ask again. */
  async #withDocument({ actor, params, request }: HttpContext, { takesDocument }: Operation) {
    const typed = request.body()
    if (!takesDocument || !request.file('document')) return typed
    const sent = await sentFile({ request }, ['document'], DOCUMENT)
    const { output } = await performAction<unknown, { readonly id: bigint }>(
      'registry.premises.keep_holder_document',
      { actor, input: { premise_id: params.id, file: await acceptFile(DOCUMENT, sent, actor) } }
    )
    return { ...typed, document_id: String(output.id) }
  }

  /** Above the person's authority: somebody who has it types their credential, or the request waits for them. */
  #askFor(
    { response, view }: HttpContext,
    { action, amount, limit }: OverAuthority,
    { input, reason, subject }: Asked
  ) {
    const { unit } = action.authority!
    response.status(409).header('cache-control', 'no-store')
    const typed = { ...input, reason, next: subject.backPath }
    return view.render('pages/actions/authority', {
      action,
      amount: amountText(amount, unit),
      limit: amountText(limit, unit),
      problem: null,
      typed: Object.entries(typed).map(([name, value]) => ({ name, value: String(value) })),
      supervisorLogin: '',
      next: subject.backPath,
    })
  }

  /** The whole change in a transaction that is undone: what it tells is what it would do. */
  async #preview(
    ctx: HttpContext,
    { action: name, effects: said }: Operation,
    { input, reason }: Pick<Asked, 'input' | 'reason'>
  ): Promise<EffectGroup[]> {
    if (!said) return this.#previewHolder(ctx, input)
    const action = registries().actions.get(name)
    const output = await previewAction(action, { actor: ctx.actor, input, reason }, (...given) =>
      action.run(...given)
    )
    return [['', said(output)]]
  }

  async #previewHolder(
    { actor }: HttpContext,
    input: Readonly<Record<string, unknown>>
  ): Promise<EffectGroup[]> {
    const { municipalityId } = actor
    const tx = await db.transaction()
    try {
      const { effects } = await changeHolder(
        tx,
        {
          municipalityId,
          premiseId: BigInt(input.premise_id as string),
          customerId: BigInt(input.customer_id as string),
          from: input.from_on as CivilDate,
        },
        (point, payload) =>
          participate(point, payload, { tx, municipalityId, actor, now: clock.now() })
      )
      return groupsOf(effects)
    } finally {
      await tx.rollback()
    }
  }

  #refuse(ctx: HttpContext, subject: Subject, shown: Omit<Shown, 'effects'>) {
    ctx.response.status(422)
    return this.#render(ctx, subject, { ...shown, effects: null })
  }

  async #render(ctx: HttpContext, subject: Subject, { typed, problems, effects }: Shown) {
    const { operation } = subject
    const type = registries().records.get(subject.record)
    const context = { actor: ctx.actor, timeZone: ctx.municipality.timeZone }
    const { '': general = null, reason = null, ...byField } = problems
    const state = { typed, row: null, problems: byField }
    return ctx.view.render('registry::operation', {
      operation,
      heading: subject.heading,
      backPath: subject.backPath,
      formPath: ctx.request.url(),
      sections: await formView(type, operation.fields, state, context),
      general,
      reasonProblem: reason,
      reasonText: String(typed.reason ?? ''),
      documentId: typed.document_id ? String(typed.document_id) : null,
      effects,
    })
  }
}

function groupsOf(effects: readonly HolderEffect[]): EffectGroup[] {
  const of = (wanted: HolderEffect['kind']) =>
    effects.filter(({ kind }) => kind === wanted).map(({ text }) => text)
  return [
    ['Termina', of('ends')],
    ['Fica com a pessoa', of('person')],
    ['Fica com o imóvel', of('premise')],
  ]
}

/** What was filled, as JSON would carry it; economies gathered by category. */
function inputOf(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const filled = Object.entries(values).filter(([, value]) => value !== null && value !== undefined)
  const isCount = ([name]: [string, unknown]) => name.startsWith(CATEGORY_PREFIX)
  const counts = filled.filter(isCount)
  const others = filled
    .filter((entry) => !isCount(entry))
    .map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value] as const)
  const economies = counts.map(
    ([name, value]) => [name.slice(CATEGORY_PREFIX.length), value] as const
  )
  return {
    ...Object.fromEntries(others),
    ...(counts.length ? { economies: Object.fromEntries(economies) } : {}),
  }
}
