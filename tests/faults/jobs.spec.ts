import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { progressOf, startRun } from '#core/jobs/index'
import {
  countItems,
  countingJob,
  createItemsTable,
  testActor,
  withJob,
} from '#core/jobs/tests/support/counting_job'
import { freshDatabase } from '#tests/support/database'

const WORKER = fileURLToPath(new URL('support/counting_worker.ts', import.meta.url))

const workers = new Set<ChildProcess>()

async function startWorkers(count: number): Promise<ChildProcess[]> {
  const started = Array.from({ length: count }, () =>
    fork(WORKER, [], {
      execArgv: ['--import', '#typescript'],
      env: { ...process.env, TESTS_CHUNK_SECONDS: '0.05' },
    })
  )
  for (const worker of started) workers.add(worker)
  await Promise.all(started.map(ready))
  return started
}

function ready(worker: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    worker.once('message', () => done())
    worker.once('exit', (code) => failed(new Error(`the worker ended with ${code}`)))
  })
}

async function killHard(worker: ChildProcess): Promise<void> {
  const ended = new Promise((done) => worker.once('exit', done))
  worker.kill('SIGKILL')
  await ended
  workers.delete(worker)
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(50)
}

const doneChunks = async (runId: bigint) => {
  const { chunksDone } = await progressOf(runId)
  return chunksDone
}
const isDone = async (runId: bigint) => {
  const { status } = await progressOf(runId)
  return status === 'done'
}
const start = (key: string) => startRun(countingJob, { key, items: 800, chunk: 10 }, testActor)

test.group('Faults | jobs', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await createItemsTable()
    return withJob(countingJob)
  })
  group.each.teardown(async () => {
    for (const worker of workers) await killHard(worker)
  })
  group.each.timeout(110_000)

  test('does every item once when all workers are killed in the middle and started again', async ({
    assert,
  }) => {
    const { id } = await start('all-killed')
    for (const worker of await startWorkers(2)) {
      const before = await doneChunks(id)
      await until(async () => (await doneChunks(id)) > before + 5)
      await killHard(worker)
    }
    const left = await doneChunks(id)
    assert.isBelow(left, 80, 'the kill came in the middle')

    await startWorkers(2)
    await until(() => isDone(id))
    assert.deepEqual(await countItems(id), { rows: 800, items: 800, ends: 1 })
    const entries = await db
      .from('audit_entries')
      .where('subject_id', String(id))
      .count('* as total')
      .first()
    assert.equal(Number(entries.total), 82, 'one per chunk, besides start and end')
  })

  test('goes on with the others when one worker is killed', async ({ assert }) => {
    const [first] = await startWorkers(2)
    const { id } = await start('one-killed')
    await until(async () => (await doneChunks(id)) > 5)
    await killHard(first!)
    await until(() => isDone(id))
    assert.deepEqual(await countItems(id), { rows: 800, items: 800, ends: 1 })
  })
})
