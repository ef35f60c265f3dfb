import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type RefMonth, clock } from '#core/calendar/index'
import { inForce, saveDraft } from '#core/configuration/index'
import { query } from '#core/database/index'
import { encode, runInline } from '#core/jobs/index'
import { quietConsole } from '#database/demo/cycle/console'
import { demoGroups } from '#database/demo/cycle/groups'
import { readGroup } from '#database/demo/cycle/read_group'
import { freshDatabase } from '#tests/support/database'

const PROCESS = fileURLToPath(new URL('support/job_process.ts', import.meta.url))
const REFERENCE = '2026-10' as RefMonth
const JOB = 'configuration.simulate'

async function one<T = bigint>(sql: string, bindings: readonly bigint[] = []): Promise<T> {
  const [row] = await query<Record<string, T>>(db, sql, [...bindings])
  return Object.values(row!)[0]!
}

const running = new Set<ChildProcess>()

/** A process that does the simulation; it tells when it begins, and what came of it at the end. */
async function start(args: object) {
  const child = fork(PROCESS, [JOB, encode(args)], {
    execArgv: ['--import', '#typescript'],
    env: { ...process.env, TESTS_CHUNK_SECONDS: '0.4' },
  })
  running.add(child)
  const end = new Promise<{ status: string }>((done, failed) => {
    child.on('message', (message) => {
      if (message !== 'ready') done(message as { status: string })
    })
    child.once('exit', (code, signal) => {
      running.delete(child)
      failed(new Error(`the process ended with ${code ?? signal}`))
    })
  })
  end.catch(() => undefined)
  await new Promise<void>((ready) => {
    child.once('message', () => ready())
  })
  return { child, end }
}

const chunksDone = () =>
  one(
    `select count(*) from jobs_chunks c join jobs_runs r on r.id = c.run_id
      where r.job = '${JOB}' and c.status = 'done'`
  )

test.group('Faults | simulation', (group) => {
  freshDatabase(group)
  group.each.timeout(60_000)
  group.each.teardown(() => {
    for (const child of running) child.kill('SIGKILL')
  })
  group.teardown(() => clock.restore())

  test('killed in the middle and started again, every bill is simulated once', async ({
    assert,
  }) => {
    const municipalityId = await one('select id from access_municipalities')
    const actor = systemActor(municipalityId)
    const groups = await demoGroups(municipalityId, REFERENCE)
    for (const { id, reference, dates, ...rest } of groups) {
      await readGroup(quietConsole(actor), { id, reference, dates, ...rest })
      await runInline('billing.run', { group: id, reference, issuedOn: dates.issuedOn }, actor)
    }
    const table = await inForce('tariff-table', 'default', municipalityId, '2026-10-20' as never)
    const author = await one(`select id from access_users where email like 'bruno.%'`)
    const versionId = await db.transaction((tx) =>
      saveDraft(tx, {
        ...{ kind: 'tariff-table', key: 'default', municipalityId, authorId: author },
        content: { ...(table!.content as object), title: 'Outra' } as never,
      })
    )
    const args = {
      ...{ versionId, population: 'billing.month', from: REFERENCE, until: REFERENCE },
      ...{ groups: null, asked: 'fault' },
    }
    const first = await start(args)
    while ((await chunksDone()) < 1n) await sleep(5)
    const ended = new Promise((done) => first.child.once('exit', done))
    first.child.kill('SIGKILL')
    await ended
    const before = await chunksDone()
    const chunks = await one(
      `select count(*) from jobs_chunks c join jobs_runs r on r.id = c.run_id where r.job = '${JOB}'`
    )
    assert.isTrue(before < chunks, `the kill came in the middle: ${before} of ${chunks}`)
    assert.equal(await one('select count(*) from configuration_evidence'), 0n)

    const again = await start(args)
    const { status } = await again.end
    assert.equal(status, 'done')
    assert.equal(await one(`select count(*) from jobs_runs where job = '${JOB}'`), 1n)
    const invoices = await one('select count(*) from billing_invoices')
    assert.equal(await one('select count(*) from configuration_simulation_results'), invoices)
    assert.equal(await one('select count(*) from configuration_evidence'), 1n)
    const report = JSON.parse(await one<string>('select report from configuration_evidence')) as {
      totals: { count: number; before: string }
    }
    assert.equal(BigInt(report.totals.count), invoices)
    assert.equal(
      report.totals.before,
      String(
        await one(
          'select sum(amount_cents)::bigint from billing_charges where version_id is not null'
        )
      )
    )
  })
})
