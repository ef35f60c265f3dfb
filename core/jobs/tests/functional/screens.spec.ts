import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { runInline, startRun } from '#core/jobs/index'
import { workRun } from '#core/jobs/work_run'
import {
  behaviour,
  countItems,
  countingJob,
  createItemsTable,
  testActor,
  withJob,
} from '#core/jobs/tests/support/counting_job'
import { freshDatabase } from '#tests/support/database'
import { bruno, carla } from '#tests/support/people'

const job: typeof countingJob = {
  ...countingJob,
  reasons: { strange: 'Consumo estranho' },
  figures: { items: 'Itens contados', cents: 'Centavos', total_cents: 'Valor contado' },
  async perform(context, chunk, state, args) {
    const result = await countingJob.perform(context, chunk, state, args)
    const issue = {
      code: 'strange',
      severity: 'warning',
      path: `item ${chunk.from}`,
      message: 'Leitura <estranha>',
    } as const
    return {
      ...result,
      done: result.done - 1,
      parked: 1,
      issues: [issue],
      figures: { ...result.figures, total_cents: 123_456n },
    }
  },
}
const args = (key: string, items = 30) => ({ key, items, chunk: 10 })

test.group('Jobs | screens', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await createItemsTable()
    return withJob(job)
  })
  group.each.setup(() => {
    behaviour.beforeChunk = async () => undefined
  })
  const billing = () => bruno()

  test('shows a finished run: state, figures, issues by reason, log', async ({
    assert,
    client,
  }) => {
    const { id } = await runInline(job, args('seen'), testActor)
    const page = await client.get(`/jobs/${id}`).loginAs(await billing())
    page.assertStatus(200)
    for (const text of [
      'Contagem seen',
      'Concluída com itens retidos',
      '30 de 30 itens',
      'Itens contados',
      'R$\u202f3.703,68',
      'Leitura &lt;estranha&gt;',
      'item 20',
      'Consumo estranho <span class="tnum">3</span>',
      '30 itens',
    ]) {
      assert.include(page.text(), text)
    }
    assert.notInclude(page.text(), 'hx-trigger="every 1s"')
    assert.notInclude(page.text(), 'Cancelar esta execução')
  })

  test('lists the runs of the municipality, filtered, in pages', async ({ assert, client }) => {
    await db.rawQuery(
      `insert into jobs_runs (municipality_id, job, key, label, args, status, actor_name)
       select 1, 'tests.count', 'old' || n, 'Antiga ' || n, '{}', 'cancelled', 'Teste' from generate_series(1, 120) n`
    )
    const first = await client.get('/jobs?status=cancelled').loginAs(await billing())
    first.assertTextIncludes('Antiga 120')
    first.assertTextIncludes('1–50 de 120')
    assert.notInclude(first.text(), 'Contagem seen')
    const last = await client.get('/jobs?status=cancelled&page=3').loginAs(await billing())
    last.assertTextIncludes('Antiga 1<')
    last.assertTextIncludes('101–120 de 120')
  })

  test('draws the part that changes, and asks for the whole page when the run is over', async ({
    assert,
    client,
  }) => {
    const { id } = await startRun(job, args('going'), testActor)
    const waiting = await client.get(`/jobs/${id}/live`).loginAs(await billing())
    waiting.assertTextIncludes('Na fila')
    waiting.assertTextIncludes('hx-trigger="every 1s"')
    assert.isUndefined(waiting.header('hx-refresh'))
    let chunks = 0
    await workRun(id, { lanes: 1, shouldPause: () => chunks++ === 2 })
    const going = await client.get(`/jobs/${id}/live`).loginAs(await billing())
    going.assertTextIncludes('20 de 30 itens')
    await workRun(id)
    const over = await client.get(`/jobs/${id}/live`).loginAs(await billing())
    over.assertHeader('hx-refresh', 'true')
  })

  test('is told to other systems as JSON', async ({ client }) => {
    const { id } = await runInline(job, args('told', 10), testActor)
    const response = await client.get(`/api/jobs/${id}`).loginAs(await billing())
    response.assertStatus(200)
    response.assertBodyContains({
      id: String(id),
      status: 'done',
      done: 9,
      figures: { total_cents: '123456' },
      progress: { chunksDone: 1, secondsLeft: null },
      issues: [{ code: 'strange', path: 'item 0' }],
    })
  })

  test('cancels with a reason; what was done stays and the rest is not done', async ({
    assert,
    client,
  }) => {
    const { id } = await startRun(job, args('cancelled', 100), testActor)
    let chunks = 0
    await workRun(id, { lanes: 1, shouldPause: () => chunks++ === 4 })
    const response = await client
      .post('/actions/jobs.cancel_run')
      .form({ id: String(id), reason: 'tarifa errada', next: `/jobs/${id}` })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await billing())
    response.assertFlashMessage(
      'done',
      'Execução cancelada: Contagem cancelled; 6 blocos por fazer'
    )
    assert.equal(await workRun(id), 'over')
    assert.deepEqual(await countItems(id), { rows: 40, items: 40, ends: 0 })

    const again = await client
      .post('/api/actions/jobs.cancel_run')
      .json({ id: String(id), reason: 'de novo' })
      .withCsrfToken()
      .loginAs(await billing())
    again.assertStatus(409)
    again.assertBodyContains({ code: 'E_JOBS_OVER' })
  })

  test('takes up a failed run: only what failed is done again', async ({ assert, client }) => {
    behaviour.beforeChunk = async ({ from }) => {
      if (from === 10n) throw new Error('sem tarifa')
    }
    const { id, status } = await runInline(job, args('resumed'), testActor)
    assert.equal(status, 'failed')
    const page = await client.get(`/jobs/${id}`).loginAs(await billing())
    for (const text of ['Blocos que falharam: 1 de 3', 'sem tarifa', 'Retomar execução'])
      page.assertTextIncludes(text)

    behaviour.beforeChunk = async () => undefined
    const response = await client
      .post('/api/actions/jobs.resume_run')
      .json({ id: String(id), reason: 'tarifa corrigida' })
      .withCsrfToken()
      .loginAs(await billing())
    response.assertBodyContains({
      message: 'Execução retomada: Contagem resumed; 1 bloco de novo',
    })
    assert.equal(await workRun(id), 'over')
    assert.deepEqual(await countItems(id), { rows: 30, items: 30, ends: 1 })
  })

  test('does not take up a failed run beside a later one of the same key', async ({ client }) => {
    behaviour.beforeChunk = async () => {
      throw new Error('sem tarifa')
    }
    const failed = await runInline(job, args('doubled', 10), testActor)
    await startRun(job, args('doubled', 10), testActor)
    const response = await client
      .post('/api/actions/jobs.resume_run')
      .json({ id: String(failed.id), reason: 'tentar de novo' })
      .withCsrfToken()
      .loginAs(await billing())
    response.assertStatus(409)
    response.assertBodyContains({ code: 'E_JOBS_KEY_TAKEN' })
  })

  test('answers 404 for a run of nobody or of another municipality, and 403 without the permission', async ({
    client,
  }) => {
    const { rows } = await db.rawQuery(
      `with other as (insert into access_municipalities (code, name, state, ibge_code, time_zone)
         values ('other', 'Outro', 'MT', '5107065', 'America/Cuiaba') returning id)
       insert into jobs_runs (municipality_id, job, key, label, args, status, actor_name)
       select id, 'tests.count', 'x', 'De outro', '{}', 'cancelled', 'Teste' from other returning id`
    )
    for (const id of [(rows[0] as { id: bigint }).id, 999_999n]) {
      const response = await client.get(`/jobs/${id}`).loginAs(await billing())
      response.assertStatus(404)
    }
    const attendant = await carla()
    const denied = await client.get('/jobs').loginAs(attendant)
    denied.assertStatus(403)
  })
})
