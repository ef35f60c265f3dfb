import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { type Actor, OverAuthority, authorityPage, performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { runInline, startRun } from '#core/jobs/index'
import { registeredCodes } from '#core/records/index'
import { format, pageOf } from '#core/web/index'
import { hasLargeQueue } from '../services/large_queue.ts'
import { countQueue, queueIds, reviewQueue } from '../services/review_queue.ts'
import {
  type QueueFilters,
  type QueueScope,
  addressOf,
  choicesOf,
  filtersOf,
} from '../services/review_filters.ts'

const TITLES: Readonly<Record<string, string>> = {
  'readings.accept_as_is': 'Aceitar como veio do campo',
  'readings.bill_average': 'Faturar pela média',
  'readings.ask_field_review': 'Conferir em campo',
}

/** Readings that the critique held, each with the decision of a person. */
export default class ReviewController {
  async index({ actor, authorize, request, view }: HttpContext) {
    authorize('readings.review')
    const filters = filtersOf(request.qs())
    const scope = await scopeOf(actor)
    const queue = await reviewQueue(db, scope, { filters, page: pageOf(request.input('page')) })
    return view.render('readings::review', {
      ...queue,
      loadId: filters.loadId,
      queues: scope.isSeparate ? await queuesOf(scope, filters, queue.count) : null,
      choices: await choicesOf(db, scope, filters),
      reasons: await reasonsOf(actor.municipalityId),
      token: randomUUID(),
    })
  }

  async update(ctx: HttpContext) {
    const { actor, params, request, response, session } = ctx
    const mode = String(request.input('mode') ?? '')
    const reading = String(request.input('reading') ?? '').trim()
    const isVisit = mode === 'field_review'
    const name = isVisit ? 'readings.ask_field_review' : 'readings.confirm'
    const input = {
      reading_id: String(params.id),
      ...(isVisit ? {} : { mode }),
      ...(reading && mode === 'corrected' ? { reading } : {}),
    }
    const reason = String(request.input('reason') ?? '')
    try {
      const { description } = await performAction(name, { actor, input, reason })
      session.flash('done', description)
      return response.redirect().back()
    } catch (error) {
      if (!(error instanceof OverAuthority)) throw error
      const next = '/readings/review'
      const typed = Object.entries({ ...input, reason, next })
      return authorityPage(ctx, error, {
        typed: typed.map(([field, value]) => ({ name: field, value })),
        next,
      })
    }
  }

  /** One decision for many: each in its own step, so that a refused one is told and the others stand. */
  async many({ actor, authorize, municipality, request, response, session }: HttpContext) {
    authorize('readings.review')
    const action = String(request.input('action') ?? '')
    const title = TITLES[action]
    const reason = String(request.input('reason') ?? '').trim()
    const ids = await this.#chosen(request, actor)
    const problem = problemOf({ title, reason, ids })
    if (problem) {
      session.flash('problem', problem)
      return response.redirect().back()
    }
    const args = {
      ...{ record: 'readings.readings', key: action, selection: { ids }, input: {}, reason },
      timeZone: municipality.timeZone,
      label: `${title}: ${format.integer(ids.length)} leituras`,
      token: String(request.input('_token') ?? randomUUID()).slice(0, 60),
    }
    const today = clock.today(municipality.timeZone)
    const inline = await parameterInForce<number>(
      'records.bulk_inline',
      actor.municipalityId,
      today
    )
    const run =
      ids.length > inline
        ? await startRun('records.bulk', args, actor)
        : await runInline('records.bulk', args, actor)
    if (run.status !== 'done' || run.parked) return response.redirect().toPath(`/jobs/${run.id}`)
    session.flash('done', `${args.label}: feito.`)
    return response.redirect().back()
  }

  async #chosen(request: HttpContext['request'], actor: HttpContext['actor']): Promise<string[]> {
    if (request.input('_all') === 'true') {
      const address = String(request.input('_query') ?? '').replace(/^\?/, '')
      const filters = filtersOf(Object.fromEntries(new URLSearchParams(address)))
      return queueIds(db, await scopeOf(actor), filters)
    }
    const given = [request.input('_ids', [])].flat().map(String)
    return [...new Set(given.filter((id) => /^\d{1,18}$/.test(id)))]
  }
}

async function scopeOf(actor: Actor): Promise<QueueScope> {
  return { actor, isSeparate: await hasLargeQueue(db, actor.municipalityId) }
}

/** Both queues under the same filters, with how many readings wait in each; null where no large customer waits. */
async function queuesOf(scope: QueueScope, filters: QueueFilters, count: number) {
  const other = { ...filters, queue: filters.queue === 'large' ? null : ('large' as const) }
  const rest = await countQueue(db, scope, other)
  if (filters.queue !== 'large' && rest === 0) return null
  const one = (title: string, shown: QueueFilters, waiting: number) => ({
    ...{ title, count: waiting, isCurrent: shown === filters },
    path: `/readings/review?${new URLSearchParams(addressOf(shown)).toString()}`,
  })
  const [general, large] = filters.queue === 'large' ? [other, filters] : [filters, other]
  return [
    one('Geral', general, general === filters ? count : rest),
    one('Grandes clientes', large, large === filters ? count : rest),
  ]
}

interface Given {
  readonly title: string | undefined
  readonly reason: string
  readonly ids: readonly string[]
}

function problemOf({ title, reason, ids }: Given): string | null {
  if (!title) return 'Escolha o que fazer com as leituras selecionadas.'
  if (ids.length === 0) return 'Selecione ao menos uma leitura.'
  if (!reason) return 'Escreva o motivo: ele fica no histórico de cada leitura.'
  return null
}

/** Words that the utility keeps for why a reading is decided so. */
async function reasonsOf(municipalityId: bigint): Promise<string[]> {
  const rows = await registeredCodes('readings.critique_reasons', municipalityId)
  return rows.map(({ title }) => title)
}
