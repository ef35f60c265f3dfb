import { availableParallelism } from 'node:os'
import { test } from '@japa/runner'
import { runInline, startRun } from '#core/jobs/index'
import { wantedWorkers } from '#core/jobs/provider'
import { workRun } from '#core/jobs/work_run'
import {
  behaviour,
  countingJob,
  createItemsTable,
  testActor,
  withJob,
} from '#core/jobs/tests/support/counting_job'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'

const args = (key: string) => ({ key, items: 30, chunk: 10 })

/** What a command writes for other programs. */
async function jsonOf(name: string, given: string[]): Promise<any> {
  const { text } = await command(name, [...given, '--json'])
  return JSON.parse(text)
}

test.group('Jobs | operations', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await createItemsTable()
    return withJob(countingJob)
  })
  group.each.setup(() => {
    behaviour.beforeChunk = async () => undefined
  })

  test('the page is told of progress and log as they happen, and of the end', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const { id } = await startRun(countingJob, args('streamed'), testActor)
    const page = await client.get(`/jobs/${id}`).loginAs(user)
    page.assertTextIncludes(`data-run-stream="/jobs/${id}/stream?after=0"`)
    const stream = client.get(`/jobs/${id}/stream`).loginAs(user)
    const working = workRun(id)
    const told = await stream
    await working
    assert.include(String(told.header('content-type')), 'text/event-stream')
    const text = told.text()
    for (const part of ['event: live', 'event: line', '30 itens', 'event: over'])
      assert.include(text, part)
    assert.notInclude(text, 'hx-trigger', 'what is streamed does not ask besides')
    const last = /id: (\d+)\nevent: over/.exec(text)![1]!
    const rest = await client.get(`/jobs/${id}/stream`).header('Last-Event-ID', last).loginAs(user)
    assert.notInclude(rest.text(), 'event: line', 'lines seen are not told again')
  })

  test('the commands tell programs what the screens tell people', async ({ assert }) => {
    behaviour.beforeChunk = async ({ from }) => {
      if (from === 10n) throw new Error('sem tarifa')
    }
    const { id } = await runInline(countingJob, args('commanded'), testActor)
    const failed = await jsonOf('jobs:show', [String(id)])
    assert.containsSubset(failed, { id: String(id), status: 'failed', progress: { done: 20 } })
    behaviour.beforeChunk = async () => undefined
    const resumed = await jsonOf('jobs:resume', [
      ...[String(id), '--as=bruno.faturamento@demo.aqueduto', '--reason=tarifa corrigida'],
    ])
    assert.match(resumed.message, /Execução retomada/)
    await workRun(id)
    const list = await jsonOf('jobs:list', ['--status=done'])
    assert.include(
      list.map((run: { id: string }) => run.id),
      String(id)
    )
    const waiting = await startRun(countingJob, args('stopped'), testActor)
    const cancelled = await jsonOf('jobs:cancel', [
      ...[String(waiting.id), '--as=bruno.faturamento@demo.aqueduto', '--reason=engano'],
    ])
    assert.match(cancelled.message, /Execução cancelada/)
    assert.deepEqual(await jsonOf('jobs:schedule:list', []), [])
  })

  test('there are as many workers as CPUs unless somebody says otherwise', ({ assert }) => {
    assert.equal(wantedWorkers(undefined), availableParallelism())
    assert.equal(wantedWorkers('3'), 3)
    assert.equal(wantedWorkers('off'), 0)
  })
})
