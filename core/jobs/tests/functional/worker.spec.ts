import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { verifyTrail } from '#core/audit/index'
import { progressOf, runInline, startRun } from '#core/jobs/index'
import { type Worker, startWorker } from '#core/jobs/worker'
import {
  behaviour,
  countItems,
  countingJob,
  createItemsTable,
  testActor,
  withJob,
} from '#core/jobs/tests/support/counting_job'
import { freshDatabase } from '#tests/support/database'

const args = (key: string, items = 300) => ({ key, items, chunk: 10 })

async function untilDone(runId: bigint): Promise<void> {
  for (;;) {
    const { status } = await progressOf(runId)
    if (status === 'done') return
    await sleep(30)
  }
}

test.group('Jobs | worker', (group) => {
  freshDatabase(group)
  const workers: Worker[] = []
  const start = async () => {
    const worker = await startWorker()
    workers.push(worker)
    return worker
  }
  group.setup(async () => {
    await createItemsTable()
    return withJob(countingJob)
  })
  group.each.setup(() => {
    behaviour.beforeChunk = async () => undefined
    return async () => {
      for (const worker of workers.splice(0)) await worker.stop()
    }
  })

  test('does a run that was started elsewhere, at once', async ({ assert }) => {
    await start()
    const started = await startRun(countingJob, args('queued'), testActor)
    // The worker may be through with it before its summary is read.
    assert.include(['planned', 'running', 'done'], started.status)
    assert.isFalse(started.isRepeat)
    await untilDone(started.id)
    assert.deepEqual(await countItems(started.id), { rows: 300, items: 300, ends: 1 })
  })

  test('starts nothing for a key that stands', async ({ assert }) => {
    const first = await startRun(countingJob, args('standing'), testActor)
    const second = await startRun(countingJob, args('standing'), testActor)
    assert.equal(second.id, first.id)
    assert.isTrue(second.isRepeat)
    const { rows } = await db.rawQuery(
      `select count(*)::int as waiting from pgboss.job where state = 'created' and data ->> 'run' = ?`,
      [String(first.id)]
    )
    assert.deepEqual(rows, [{ waiting: 1 }])
  })

  test('leaves the rest to the next worker when it is stopped', async ({ assert }) => {
    behaviour.beforeChunk = (_chunk, { tx }) =>
      tx.rawQuery('select pg_sleep(0.05)').then(() => undefined)
    const first = await start()
    const { id } = await startRun(countingJob, args('handed-over'), testActor)
    for (;;) {
      const { chunksDone } = await progressOf(id)
      if (chunksDone > 2) break
      await sleep(20)
    }
    await first.stop()
    assert.containsSubset(await progressOf(id), { status: 'running' })
    await start()
    await untilDone(id)
    assert.deepEqual(await countItems(id), { rows: 300, items: 300, ends: 1 })
  })

  test('takes up what an interrupted command left, and a command what a worker left', async ({
    assert,
  }) => {
    const { id } = await startRun(countingJob, args('left', 50), testActor)
    const summary = await runInline(countingJob, args('left', 50), testActor)
    assert.containsSubset(summary, { id, status: 'done', isRepeat: false })
    assert.deepEqual(await countItems(id), { rows: 50, items: 50, ends: 1 })
  })

  test('seals the trail while it runs', async ({ assert }) => {
    await start()
    await runInline(countingJob, args('sealed', 20), testActor)
    for (;;) {
      const { rows } = await db.rawQuery(
        `select exists (select from audit_blocks b join audit_entries e on e.xid >= b.from_xid and e.xid < b.until_xid
                         where e.description = 'Execução concluída: Contagem sealed') as sealed`
      )
      if ((rows[0] as { sealed: boolean }).sealed) break
      await sleep(100)
    }
    assert.containsSubset(await verifyTrail(), { breach: null })
  })
})
