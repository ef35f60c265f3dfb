import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { actorOfUser } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import { type Progress, progressOf, runInline } from '#core/jobs/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import {
  behaviour,
  countItems,
  countingJob,
  createItemsTable,
  testActor,
  withJob,
} from '#core/jobs/tests/support/counting_job'

const run = (key: string, items = 95, lanes?: number) =>
  runInline(countingJob, { key, items, chunk: 10 }, testActor, { lanes })

test.group('Jobs | runInline', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await createItemsTable()
    const restore = withJob(countingJob)
    return restore
  })
  group.each.setup(() => {
    behaviour.beforeChunk = async () => undefined
  })

  test('does every item once, sums the figures and finishes once', async ({ assert }) => {
    const seen: Progress[] = []
    const summary = await runInline(countingJob, { key: 'all', items: 95, chunk: 10 }, testActor, {
      onProgress: (progress) => seen.push(progress),
    })
    assert.containsSubset(summary, {
      status: 'done',
      total: 95,
      done: 95,
      parked: 0,
      isRepeat: false,
    })
    assert.deepEqual(summary.figures, { items: 95n, cents: 9500n, factor: 100n })
    assert.deepEqual(await countItems(summary.id), { rows: 95, items: 95, ends: 1 })
    assert.containsSubset(seen.at(-1), {
      status: 'done',
      chunks: 10,
      chunksDone: 10,
      secondsLeft: null,
    })
  })

  test('goes on without the rights of who left, never with those of the system', async ({
    assert,
  }) => {
    const user = await bruno()
    const actor = (await actorOfUser(BigInt(user.id)))!
    await db.from('access_users').where('id', user.id).update({ is_active: false })
    const seen: Actor[] = []
    behaviour.beforeChunk = async (_, context) => void seen.push(context.actor)
    const args = { key: 'left', items: 5, chunk: 10 }
    const { id, status } = await runInline(countingJob, args, actor)
    await db.from('access_users').where('id', user.id).update({ is_active: true })
    assert.equal(status, 'done')
    assert.deepEqual(await countItems(id), { rows: 5, items: 5, ends: 1 })
    assert.lengthOf(seen, 1)
    assert.equal(seen[0]!.userId, BigInt(user.id))
    assert.isFalse(seen[0]!.permissions.has('registry.personal_data'))
    assert.deepEqual(seen[0]!.scope, { localities: [] })
  })

  test('is the same run when it is started again with the same key', async ({ assert }) => {
    const first = await run('twice')
    const second = await run('twice')
    assert.deepEqual([first.isRepeat, second.isRepeat], [false, true])
    assert.equal(second.id, first.id)
    assert.deepEqual(second.figures, first.figures)
    assert.deepEqual(await countItems(first.id), { rows: 95, items: 95, ends: 1 })
  })

  test('writes one audit entry per chunk, with its figures, besides the start and the end', async ({
    assert,
  }) => {
    const { id } = await run('audited', 20, 1)
    const entries = await db
      .from('audit_entries')
      .where({ subject_type: 'jobs.run', subject_id: String(id) })
      .orderBy('id')
    assert.deepEqual(
      entries.map(({ description }) => description as string),
      [
        'Execução iniciada: Contar itens, Contagem audited',
        'Contagem audited: bloco 1, 10 feitos, 0 retidos',
        'Contagem audited: bloco 2, 10 feitos, 0 retidos',
        'Execução concluída: Contagem audited',
      ]
    )
    assert.deepEqual(JSON.parse(entries[1].payload), {
      run: String(id),
      chunk: 1,
      done: 10,
      parked: 0,
      figures: { items: '10', cents: '1000' },
      trail: { rows: 'tests_items:1' },
    })
  })

  test('lets several runners work on one run, each chunk once', async ({ assert }) => {
    behaviour.beforeChunk = (_chunk, { tx }) =>
      tx.rawQuery('select pg_sleep(0.01)').then(() => undefined)
    const [one, two] = await Promise.all([run('shared', 400, 3), run('shared', 400, 3)])
    assert.equal(one.id, two.id)
    assert.deepEqual(await countItems(one.id), { rows: 400, items: 400, ends: 1 })
  })

  test('tries a failing chunk three times, does the others, and says what failed', async ({
    assert,
  }) => {
    let tries = 0
    behaviour.beforeChunk = async ({ from }) => {
      if (from !== 30n) return
      tries++
      throw new Error('sem tarifa')
    }
    const summary = await run('failing')
    assert.equal(tries, 3)
    assert.containsSubset(summary, { status: 'failed', done: 85 })
    assert.deepEqual(await countItems(summary.id), { rows: 85, items: 85, ends: 0 })
    const chunk = await db
      .from('jobs_chunks')
      .where({ run_id: String(summary.id), number: 4 })
      .firstOrFail()
    assert.containsSubset(chunk, { status: 'failed', attempts: 3 })
    assert.include(chunk.error, 'sem tarifa')
    const stored = await db.from('jobs_runs').where('id', String(summary.id)).firstOrFail()
    assert.include(stored.error, 'Blocos que falharam: 1 de 10')
    const event = await db.from('actions_outbox').orderBy('id', 'desc').firstOrFail()
    assert.equal(event.event, 'jobs.run_failed')
  })

  test('takes up a chunk again whose transaction was undone, without a trace of the first try', async ({
    assert,
  }) => {
    let isFirst = true
    behaviour.beforeChunk = async ({ from }, { tx, runId }) => {
      if (from !== 50n || !isFirst) return
      isFirst = false
      await tx.rawQuery('insert into tests_items (run_id, item) values (?, 50)', [String(runId)])
      throw new Error('conexão perdida')
    }
    const summary = await run('again')
    assert.equal(summary.status, 'done')
    assert.deepEqual(await countItems(summary.id), { rows: 95, items: 95, ends: 1 })
  })

  test('what a try kept for its commit is not kept when the try is undone', async ({ assert }) => {
    const kept: string[] = []
    let tries = 0
    behaviour.beforeChunk = async ({ from }, { tx }) => {
      if (from !== 20n) return
      tries++
      const name = `try ${tries}`
      tx.after('commit', () => void kept.push(name))
      if (tries === 1) throw new Error('conexão perdida')
    }
    const summary = await run('kept')
    assert.equal(summary.status, 'done')
    assert.deepEqual(kept, ['try 2'])
  })

  test('fails the run when the plan cannot be made', async ({ assert }) => {
    const restore = withJob({
      ...countingJob,
      name: 'tests.unplannable',
      plan: async () => {
        throw new Error('sem leituras')
      },
    })
    const summary = await runInline(
      'tests.unplannable',
      { key: 'x', items: 1, chunk: 1 },
      testActor
    )
    restore()
    assert.containsSubset(summary, { status: 'failed', total: 0 })
  })

  test('keeps the first issues of a run and counts all', async ({ assert }) => {
    const restore = withJob({
      ...countingJob,
      name: 'tests.issues',
      async perform() {
        const issue = {
          code: 'odd',
          severity: 'warning',
          path: '1',
          message: 'Leitura estranha',
        } as const
        return {
          done: 10,
          parked: 0,
          issues: Array.from({ length: 6000 }, () => issue),
          figures: {},
        }
      },
    })
    const summary = await runInline(
      'tests.issues',
      { key: 'many', items: 30, chunk: 10 },
      testActor
    )
    restore()
    const progress = await progressOf(summary.id)
    assert.equal(progress.issues, 18_000)
    assert.lengthOf(summary.issues, 10_000)
  })

  test('refuses who may not run it', async ({ assert }) => {
    const clerk = { userId: null, name: 'Ana', municipalityId: 1n, permissions: new Set<string>() }
    const failure = await runInline(countingJob, { key: 'no', items: 1, chunk: 1 }, clerk).catch(
      (e: unknown) => e
    )
    assert.equal((failure as { code: string }).code, 'E_ACCESS_DENIED')
  })
})
