import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { putVersion } from '#core/access/tests/support/people'
import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { type Json, query } from '#core/database/index'
import { photograph } from '#tests/support/pictures'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { REVIEW_WORKFLOW } from '../../records/workflow.ts'
import {
  LIST,
  type Unit,
  act,
  as,
  filled,
  move,
  openReview,
  reviewOf,
  send,
  unitsOf,
} from './reviewing.ts'

const written = (day: CivilDate) => day.split('-').reverse().join('/')

test.group('Reviews | phases, visits and the field', (group) => {
  freshDatabase(group)
  let units: Unit[] = []
  let today: CivilDate
  const open = (client: ApiClient, index: number) =>
    openReview(client, 'carla.', filled(units[index]!))
  const visitOf = async (reviewId: string) => {
    const [row] = await query<{ id: bigint; status: string; finding: string | null }>(
      db,
      'select id, status, finding from reviews_visits where review_id = ? order by id desc limit 1',
      [BigInt(reviewId)]
    )
    return row!
  }
  const historyOf = (client: ApiClient, id: string, who = 'ana.') =>
    as(client, who, `${LIST}/${id}/tabs/history`)

  group.setup(async () => {
    units = await unitsOf(12)
    today = clock.today('America/Cuiaba')
  })

  test('three steps leave three entries with phase, person and hour; the list filters by phase; who only reads sees all', async ({
    client,
    assert,
  }) => {
    const id = await open(client, 0)
    const other = await open(client, 1)
    const { number } = await reviewOf(client, id)
    for (const step of ['analyse', 'inspect', 'advise']) {
      const moved = await move(client, 'elisa.', id, step)
      moved.assertStatus(200)
    }
    const history = await historyOf(client, id, 'gilda.')
    for (const [from, to] of [
      ['Aberta', 'Em análise'],
      ['Em análise', 'Em vistoria'],
      ['Em vistoria', 'Em parecer'],
    ]) {
      const entry = history
        .split('<li')
        .find((text) => text.includes(`${number}, de ${from} para ${to}`))!
      assert.include(entry, 'Elisa Prado')
      assert.match(entry, new RegExp(`${written(today)} \\d{2}:\\d{2}`))
    }
    const filtered = await as(client, 'gilda.', `${LIST}?status=opinion`)
    assert.include(filtered, `${LIST}/${id}`)
    assert.notInclude(filtered, `${LIST}/${other}"`)
    const page = await as(client, 'gilda.', `${LIST}/${id}`)
    for (const text of ['João Pereira', 'triplo do costume', 'Em parecer', units[0]!.name])
      assert.include(page, text)
    const denied = await move(client, 'gilda.', other, 'analyse')
    denied.assertStatus(403)
  }).tags(['@TR-3.2.6.3'])

  test('a visit stands in the agenda and in the history; moved to another day, the former one stays in the history', async ({
    client,
    assert,
  }) => {
    const id = await open(client, 2)
    const { number } = await reviewOf(client, id)
    const elisa = await userNamed('elisa.')
    const [first, second] = [addDays(today, 3), addDays(today, 12)]
    const plan = { responsible_id: String(elisa.id), visit_on: first, visit_time: '09:30' }
    const made = await send(client, 'carla.', `${LIST}/${id}/change/visit`, {
      ...plan,
      instructions: 'Conferir a boia da caixa',
    })
    made.assertStatus(302)
    const onDay = (day: CivilDate, person = '') =>
      as(client, 'gilda.', `/reviews/agenda?view=day&on=${day}&responsible=${person}`)
    const agenda = await onDay(first)
    for (const text of [`Revisão ${number}`, '09:30', 'Elisa Prado', units[2]!.street])
      assert.include(agenda, text)
    const week = await as(client, 'gilda.', `/reviews/agenda?on=${first}`)
    assert.include(week, `Revisão ${number}`)
    const bruno = await userNamed('bruno.')
    assert.notInclude(await onDay(first, String(bruno.id)), `Revisão ${number}`)
    assert.include(await historyOf(client, id), `marcada: ${written(first)} às 09:30, Elisa Prado`)
    assert.include(await as(client, 'elisa.', '/inbox'), `Visita para você: revisão ${number}`)

    const visit = await visitOf(id)
    const moved = await send(client, 'carla.', `/reviews/visits/${visit.id}/change/reschedule`, {
      ...{ ...plan, visit_on: second, visit_time: '14:00', reason: 'Chuva' },
    })
    moved.assertStatus(302)
    assert.notInclude(await onDay(first), `Revisão ${number}`)
    assert.include(await onDay(second), `Revisão ${number}`)
    const history = await historyOf(client, id)
    assert.include(history, `era ${written(first)} às 09:30, Elisa Prado`)
    assert.include(history, `ficou ${written(second)} às 14:00, Elisa Prado`)
    const past = await act(client, 'carla.', 'reviews.schedule_visit', {
      ...{ ...plan, review_id: id, visit_on: addDays(today, -1) },
    })
    past.assertStatus(422)
    const gilda = await userNamed('gilda.')
    const stranger = await act(client, 'carla.', 'reviews.schedule_visit', {
      ...{ ...plan, review_id: id, responsible_id: String(gilda.id) },
    })
    assert.equal((stranger.body() as { code: string }).code, 'E_REVIEWS_VISITOR')
    const off = await act(client, 'carla.', 'reviews.cancel_visit', {
      ...{ id: String(visit.id), reason: 'O cliente viajou' },
    })
    off.assertStatus(200)
    assert.notInclude(await onDay(second), `Revisão ${number}`)
  }).tags(['@TR-3.2.6.6'])

  test('in the field the form, photographs and the finding are kept, the phase moves and the visit is closed', async ({
    client,
    assert,
  }) => {
    const id = await open(client, 3)
    await move(client, 'elisa.', id, 'inspect')
    const elisa = await userNamed('elisa.')
    const plan = { responsible_id: String(elisa.id), visit_on: today, visit_time: '08:00' }
    await act(client, 'carla.', 'reviews.schedule_visit', { review_id: id, ...plan })
    const visit = await visitOf(id)
    const path = `/reviews/field/${visit.id}`
    assert.include(await as(client, 'elisa.', '/reviews/field'), path)
    assert.notInclude(await as(client, 'bruno.', '/reviews/field'), path)
    const early = await send(client, 'elisa.', path, { do: 'close' })
    early.assertStatus(302)
    assert.equal((early.flashMessage('problem') as { code: string }).code, 'E_REVIEWS_FINDING')
    const sent = await client
      .post(path)
      .withCsrfToken()
      .loginAs(elisa)
      .redirects(0)
      .fields({ residents: '3', has_pool: 'no', has_water_tank: 'yes', do: 'save' })
      .fields({ finding: 'Boia da caixa travada.', description: 'A conta veio alta.' })
      .file('photo', await photograph(), { filename: 'boia.jpg' })
    sent.assertStatus(302)
    const closed = await send(client, 'elisa.', path, {
      ...{ residents: '3', has_pool: 'no', has_water_tank: 'yes', do: 'close' },
      ...{ finding: 'Boia da caixa travada.', transition: 'advise' },
    })
    closed.assertHeader('location', '/reviews/field')
    assert.notExists(closed.flashMessage('problem'))
    assert.containSubset(await visitOf(id), { status: 'done', finding: 'Boia da caixa travada.' })
    assert.containSubset(await reviewOf(client, id), {
      ...{ residents: 3, has_pool: 'no', status: 'opinion', description: 'A conta veio alta.' },
    })
    const office = await as(client, 'carla.', `${LIST}/${id}?tab=attachments`)
    assert.include(office, 'Foto da visita')
    const history = await historyOf(client, id, 'carla.')
    for (const text of ['encerrada', 'Boia da caixa travada.', 'para Em parecer', 'boia.jpg'])
      assert.include(history, text)
    const again = await send(client, 'elisa.', path, { do: 'save', residents: '9' })
    assert.equal((again.flashMessage('problem') as { code: string }).code, 'E_REVIEWS_VISIT_OVER')
  })

  test('phases are renamed, added and put in another order by administrators; a review in progress keeps its history and goes on', async ({
    client,
    assert,
  }) => {
    const id = await open(client, 4)
    await move(client, 'elisa.', id, 'analyse')
    const { states, transitions } = REVIEW_WORKFLOW
    const named = states.map((one) =>
      one.key === 'analysis' ? { ...one, title: 'Em análise técnica' } : one
    )
    const [first, analysis, visit, opinion, ...rest] = named
    const board = { key: 'board', title: 'Na comissão', tone: 'attention' }
    await putVersion(client, 'workflow/reviews.reviews', {
      states: [first, visit, analysis, board, opinion, ...rest],
      transitions: [
        ...transitions.map((one) =>
          one.key === 'inspect'
            ? { ...one, from: ['open'] }
            : one.key === 'analyse'
              ? { ...one, from: ['open', 'visit'] }
              : one
        ),
        {
          ...{ key: 'send', title: 'Levar à comissão', from: ['analysis'], to: 'board' },
          ...{ permission: 'reviews.move', reason: 'none' },
        },
        {
          ...{ key: 'return', title: 'Voltar da comissão', from: ['board'], to: 'opinion' },
          ...{ permission: 'reviews.move', reason: 'none' },
        },
      ],
    } as unknown as Json)
    const before = await as(client, 'elisa.', `${LIST}/${id}`)
    assert.notInclude(before, 'Levar à comissão')
    const adopted = await act(client, 'ana.', 'reviews.reviews.adopt_workflow', {
      ...{ id, reason: 'Comissão criada' },
    })
    adopted.assertStatus(200)
    assert.include(await as(client, 'elisa.', `${LIST}/${id}`), 'Levar à comissão')
    const moved = await move(client, 'elisa.', id, 'send')
    moved.assertStatus(200)
    const page = await as(client, 'elisa.', `${LIST}/${id}`)
    assert.include(page, 'Na comissão')
    const history = await historyOf(client, id)
    assert.include(history, 'de Aberta para Em análise')
    assert.include(history, 'de Em análise técnica para Na comissão')
    const fresh = await open(client, 5)
    const straight = await move(client, 'elisa.', fresh, 'inspect')
    straight.assertStatus(200)
    const next = await move(client, 'elisa.', fresh, 'analyse')
    next.assertStatus(200)
    assert.include(await as(client, 'elisa.', LIST), 'Em análise técnica')
  }).tags(['@TR-3.2.6.7'])

  test('a review is not concluded without its report nor with a visit to be made; cancelled, its visits are off', async ({
    client,
    assert,
  }) => {
    const codeOf = (answer: { body(): unknown }) => (answer.body() as { code?: string }).code
    const id = await open(client, 6)
    await move(client, 'ana.', id, 'analyse')
    assert.equal(codeOf(await move(client, 'ana.', id, 'conclude')), 'E_REVIEWS_NO_REPORT')
    const report = { id, outcome: 'denied', report: 'O consumo é o medido.' }
    const denied = await act(client, 'carla.', 'reviews.write_report', report)
    denied.assertStatus(403)
    const wrote = await act(client, 'ana.', 'reviews.write_report', report)
    wrote.assertStatus(200)
    const elisa = await userNamed('elisa.')
    const plan = { responsible_id: String(elisa.id), visit_on: today, visit_time: '16:00' }
    await act(client, 'ana.', 'reviews.schedule_visit', { review_id: id, ...plan })
    assert.equal(codeOf(await move(client, 'ana.', id, 'conclude')), 'E_REVIEWS_VISIT_OPEN')
    const cancelled = await move(client, 'ana.', id, 'cancel', 'O cliente desistiu')
    cancelled.assertStatus(200)
    assert.containSubset(await visitOf(id), { status: 'cancelled' })
    const changed = await send(client, 'ana.', `${LIST}/${id}`, {
      ...{ requester_name: 'Outro', description: 'Outra' },
    })
    changed.assertStatus(422)
    changed.assertTextIncludes('está encerrada desde')
    const correct = await act(client, 'ana.', 'reviews.correct_invoice', {
      ...{ id, billed_m3: '10', reason_code: 'request', reason: 'Nada' },
    })
    assert.equal(codeOf(correct), 'E_REVIEWS_NOT_CONCLUDED')
  })

  test('a step into a final phase must end the review', async ({ client, assert }) => {
    const issuesOf = async (effects: readonly string[]) => {
      const { states, transitions } = REVIEW_WORKFLOW
      const changed = transitions.map((one) => (one.key === 'cancel' ? { ...one, effects } : one))
      const answer = await client
        .post('/configuration/workflow/reviews.reviews/check')
        .accept('json')
        .form({ content: JSON.stringify({ states, transitions: changed }) })
        .withCsrfToken()
        .loginAs(await userNamed('ana.'))
      const { issues } = answer.body() as { issues: { code: string; message: string }[] }
      return issues
    }
    assert.deepEqual(await issuesOf(['withdraw']), [])
    const [found] = await issuesOf([])
    assert.equal(found!.code, 'no_end')
    assert.include(found!.message, '“Cancelar revisão” leva a “Cancelada”, que é final')
  })
})
