import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { progressOf } from '#core/jobs/index'
import { workRun } from '#core/jobs/work_run'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import {
  behaviour,
  countingJob,
  createItemsTable,
  withJob,
} from '#core/jobs/tests/support/counting_job'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

const job: typeof countingJob = {
  ...countingJob,
  schedule: {
    settings: [
      {
        name: 'size',
        label: 'Tamanho',
        options: async () => [
          { value: '10', label: 'Dez' },
          { value: '0', label: 'Nada' },
          { value: 'noon', label: 'Dez, ao meio-dia' },
        ],
      },
    ],
    args: ({ date, timeOfDay, settings }) => {
      if (settings.size === '0') throw new Error('não há o que contar')
      if (settings.size === 'noon') {
        return timeOfDay === '12:00' ? { key: `${date} noon`, items: 10, chunk: 5 } : null
      }
      return { key: date, items: Number(settings.size), chunk: 5 }
    },
  },
}

const form = (given: Record<string, unknown>) => ({
  ...{ name: 'Contagem diária', job: 'tests.count', settings: { size: '10' }, recurrence: 'daily' },
  ...{ time_of_day: '06:00', day_rule: 'any', catch_up: 'once', starts_on: '2026-12-01' },
  ...given,
})
const occurrences = (id: bigint) =>
  query<{ date: string; state: string; run_id: bigint | null; note: string | null }>(
    db,
    'select date, state, run_id, note from jobs_occurrences where schedule_id = ? order by due_at',
    [id]
  )

const states = async (id: bigint) => {
  const rows = await occurrences(id)
  return rows.map(({ state }) => state)
}

test.group('Jobs | schedules', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await createItemsTable()
    return withJob(job)
  })
  group.each.setup(async () => {
    behaviour.beforeChunk = async () => undefined
    // Cuiabá is UTC-4: eight in the evening of the day before.
    clock.freeze('2026-12-01T00:00:00Z')
    await db.rawQuery('update jobs_schedules set is_active = false')
    return () => clock.restore()
  })
  const admin = () => ana()

  test('is made on the screen, with what comes next shown before it is saved', async ({
    assert,
    client,
  }) => {
    const user = await admin()
    const page = await client.get('/jobs/schedules/new').loginAs(user)
    page.assertTextIncludes('Contar itens')
    page.assertTextIncludes('Tamanho')
    const preview = await client
      .post('/jobs/schedules/preview')
      .form(form({ 'recurrence': 'weekly', 'weekdays[]': '1', 'day_rule': 'next' }))
      .withCsrfToken()
      .loginAs(user)
    for (const text of ['seg, 07/12/2026', 'seg, 14/12/2026', 'seg, 04/01/2027', 'às 06:00'])
      preview.assertTextIncludes(text)
    await client
      .post('/actions/jobs.save_schedule')
      .form({ ...form({ name: 'Pela tela' }), next: '/jobs/schedules' })
      .withCsrfToken()
      .loginAs(user)
      .redirects(0)
    const list = await client.get('/jobs/schedules').loginAs(user)
    for (const text of ['Pela tela', 'todo dia, às 06:00', '01/12/2026 06:00', 'Ativo'])
      list.assertTextIncludes(text)
    assert.notInclude(list.text(), 'Nada agendado')
  })

  async function saved(client: any, given: Record<string, unknown>): Promise<bigint> {
    const response = await client
      .post('/api/actions/jobs.save_schedule')
      .json(form(given))
      .withCsrfToken()
      .loginAs(await admin())
    response.assertStatus(200)
    return BigInt(response.body().output.id)
  }

  test('starts a run when its time comes, once, however many processes ask', async ({
    assert,
    client,
  }) => {
    const id = await saved(client, { name: 'Uma vez só' })
    assert.equal(await runSchedules(), 0)
    clock.freeze('2026-12-01T10:00:01Z')
    const decided = await Promise.all([runSchedules(), runSchedules(), runSchedules()])
    assert.equal(
      decided.reduce((sum, one) => sum + one, 0),
      1
    )
    const [only, ...more] = await occurrences(id)
    assert.lengthOf(more, 0)
    assert.containsSubset(only, { date: '2026-12-01', state: 'started' })
    await workRun(only!.run_id!)
    assert.containsSubset(await progressOf(only!.run_id!), { status: 'done', done: 10 })
    const run = await client.get(`/jobs/${only!.run_id}`).loginAs(await admin())
    run.assertTextIncludes('Agendamento: Uma vez só')
    run.assertTextIncludes(`href="/jobs/schedules/${id}"`)
    const past = await client.get(`/jobs/schedules/${id}`).loginAs(await admin())
    past.assertTextIncludes(`href="/jobs/${only!.run_id}"`)
    assert.equal(await runSchedules(), 0)
  })

  test('makes up once for what was missed while the system was stopped', async ({
    assert,
    client,
  }) => {
    const id = await saved(client, { name: 'Recupera' })
    clock.freeze('2026-12-04T15:00:00Z')
    assert.equal(await runSchedules(), 4)
    const rows = await occurrences(id)
    assert.deepEqual(
      rows.map(({ date, state }) => `${date} ${state}`),
      ['2026-12-01 skipped', '2026-12-02 skipped', '2026-12-03 skipped', '2026-12-04 started']
    )
    assert.match(rows[0]!.note!, /Perdida com o sistema parado/)
  })

  test('catches up in steps after a long stop, and goes on', async ({ assert, client }) => {
    const id = await saved(client, {
      name: 'Longa parada',
      recurrence: 'cron',
      cron: '*/5 * * * *',
    })
    // From midnight of 01/12 in Cuiabá: 44 hours of twelve, and the first of the next.
    clock.freeze('2026-12-03T00:02:00Z')
    const decided: number[] = []
    while (decided.length < 10 && decided.at(-1) !== 0) decided.push(await runSchedules())
    assert.deepEqual(decided, [200, 200, 129, 0])
    const all = await states(id)
    assert.deepEqual([all.length, all.indexOf('started')], [529, 528])
    clock.freeze('2026-12-03T00:05:01Z')
    assert.equal(await runSchedules(), 1)
  })

  test('leaves out what was missed when it is told to', async ({ assert, client }) => {
    const id = await saved(client, { name: 'Pula', catch_up: 'skip' })
    clock.freeze('2026-12-02T15:00:00Z')
    await runSchedules()
    assert.deepEqual(await states(id), ['skipped', 'skipped'])
    clock.freeze('2026-12-03T10:00:30Z')
    await runSchedules()
    assert.deepEqual(await states(id), ['skipped', 'skipped', 'started'])
  })

  test('says why it did not start, and goes on the next day', async ({ assert, client }) => {
    const id = await saved(client, { name: 'Sem dados', settings: { size: '0' } })
    clock.freeze('2026-12-01T10:00:01Z')
    await runSchedules()
    const [failed] = await occurrences(id)
    assert.equal(failed!.state, 'failed')
    const page = await client.get(`/jobs/schedules/${id}`).loginAs(await admin())
    page.assertTextIncludes('Não começou')
    page.assertTextIncludes('02/12/2026')
    const [event] = await query<{ payload: string }>(
      db,
      `select payload from actions_outbox where event = 'jobs.schedule_failed'`
    )
    assert.include(event!.payload, 'Sem dados')
  })

  test('a job that has nothing to do at a time leaves no trace of it', async ({
    assert,
    client,
  }) => {
    const id = await saved(client, {
      ...{ name: 'Ao meio-dia', recurrence: 'cron', cron: '0 10-13 * * *' },
      settings: { size: 'noon' },
    })
    for (const time of ['14:00', '15:00', '16:00', '17:00']) {
      clock.freeze(`2026-12-01T${time}:01Z`)
      assert.equal(await runSchedules(), 1)
    }
    assert.deepEqual(await states(id), ['started'])
  })

  test('is suspended with a reason and taken up again without making up for the pause', async ({
    assert,
    client,
  }) => {
    const id = await saved(client, { name: 'Pausa' })
    const act = async (name: string, more: object) =>
      client
        .post(`/api/actions/jobs.${name}_schedule`)
        .json({ id: String(id), ...more })
        .withCsrfToken()
        .loginAs(await admin())
    const refused = await act('pause', {})
    refused.assertStatus(422)
    await act('pause', { reason: 'manutenção' })
    clock.freeze('2026-12-03T15:00:00Z')
    assert.equal(await runSchedules(), 0)
    await act('resume', {})
    assert.equal(await runSchedules(), 0)
    clock.freeze('2026-12-04T10:00:01Z')
    assert.equal(await runSchedules(), 1)
    assert.lengthOf(await occurrences(id), 1)
  })

  test('refuses {what}')
    .with([
      { what: 'a job that needs a person', job: 'payments.import', code: 'E_JOBS_NOT_SCHEDULABLE' },
      { what: 'a setting off the list', settings: { size: '7' }, code: 'E_JOBS_SCHEDULE_SETTING' },
      { what: 'a day that never comes', ends_on: '2026-11-01', code: 'E_JOBS_SCHEDULE_NEVER' },
      { what: 'a wrong expression', recurrence: 'cron', cron: 'x', code: 'E_JOBS_CRON' },
      { what: 'a weekly one without days', recurrence: 'weekly', code: 'E_VALIDATION_ERROR' },
    ])
    .run(async ({ client }, { what, code, ...given }) => {
      const response = await client
        .post('/api/actions/jobs.save_schedule')
        .json(form({ name: what, ...given }))
        .withCsrfToken()
        .loginAs(await admin())
      response.assertBodyContains({ code })
    })
})
