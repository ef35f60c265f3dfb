import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { verifyTrail } from '#core/audit/index'
import { type CivilDate, type RefMonth, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { closeBridges } from '#core/reports/index'
import { simulateReturnFile } from '#database/demo/bank_simulator'
import { quietConsole } from '#database/demo/cycle/console'
import { type CycleGroup, demoGroups } from '#database/demo/cycle/groups'
import { readGroup } from '#database/demo/cycle/read_group'
import { freshDatabase } from '#tests/support/database'
import { killHard, killRunning, startJob } from './support/processes.ts'

const REFERENCE = '2026-10' as RefMonth

/** Two processes on the same run, which begin when both have started. */
async function startBoth(job: string, args: unknown) {
  const env = { TESTS_WAIT: 'yes', TESTS_CHUNK_SECONDS: '0.1' }
  const both = await Promise.all([startJob(job, args, env), startJob(job, args, env)])
  for (const { child } of both) child.send('go')
  return both
}

/** The only value of the only row. */
async function one<T = bigint>(
  sql: string,
  bindings: readonly (string | bigint)[] = []
): Promise<T> {
  const [row] = await query<Record<string, T>>(db, sql, [...bindings])
  return Object.values(row!)[0]!
}

const chunksDone = () =>
  one(
    `select count(*) from jobs_chunks c join jobs_runs r on r.id = c.run_id
      where r.job = 'billing.run' and c.status = 'done'`
  )

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20)
}

const argsOf = ({ id, reference, dates }: CycleGroup) => ({
  group: id,
  reference,
  issuedOn: dates.issuedOn,
})

/** What a run must have written, counted by group: each thing exactly as often as it should stand. */
async function writtenFor({ id }: CycleGroup) {
  const [row] = await query<Record<string, bigint>>(
    db,
    `with run as (select id, load_id from billing_runs where billing_group_id = ?),
          invoice as (select * from billing_invoices where run_id in (select id from run)),
          charge as (select c.* from billing_charges c where c.invoice_id in (select id from invoice))
     select (select count(*) from run) as runs,
            (select count(*) from readings_load_items where load_id in (select load_id from run)) as premises,
            (select count(*) from invoice) as invoices,
            (select count(distinct premise_id) from invoice) as billed_premises,
            (select count(*) from receivables_documents where id in (select document_id from invoice)) as documents,
            (select sum(total_cents)::bigint from invoice) as invoiced,
            (select sum(amount_cents)::bigint from charge) as charged,
            (select sum(amount_cents)::bigint from receivables_items
              where origin_type = 'billing.invoice' and origin_id in (select id from invoice)) as owed,
            (select sum(l.amount_cents)::bigint from receivables_document_items l
              where l.document_id in (select document_id from invoice)) as asked,
            (select sum(amount_cents)::bigint from accounting_postings
              where source_type = 'billing.invoices' and source_id in (select id from invoice)) as posted`,
    [id]
  )
  return row!
}

test.group('Faults | billing run', (group) => {
  freshDatabase(group)
  group.each.timeout(60_000)
  group.each.teardown(killRunning)
  group.teardown(() => clock.restore())

  let groups: CycleGroup[] = []
  let municipalityId = 0n

  group.setup(async () => {
    municipalityId = await one('select id from access_municipalities')
    groups = await demoGroups(municipalityId, REFERENCE)
    const on = quietConsole(systemActor(municipalityId))
    for (const billed of groups) await readGroup(on, billed)
  })

  test('killed in the middle and started again, it bills every premise once', async ({
    assert,
  }) => {
    const billed = groups[0]!
    const { child } = await startJob('billing.run', argsOf(billed))
    await until(async () => (await chunksDone()) >= 3n)
    await killHard(child)
    const before = await chunksDone()
    const total = await one(
      'select count(*) from jobs_chunks c join jobs_runs r on r.id = c.run_id where r.job = ?',
      ['billing.run']
    )
    assert.isTrue(before < total, `the kill came in the middle: ${before} of ${total}`)
    assert.equal(await one(`select status from jobs_runs where job = 'billing.run'`), 'running')

    const again = await startJob('billing.run', argsOf(billed))
    const { status, chunks } = await again.end
    assert.equal(status, 'done')
    assert.equal(BigInt(chunks) + before, total, 'what was done was not done again')
    const written = await writtenFor(billed)
    const parked = await one('select count(*) from billing_parked')
    assert.equal(parked, 0n)
    assert.equal(written['runs'], 1n)
    assert.equal(written['invoices'], written['premises'])
    assert.equal(written['billed_premises'], written['premises'])
    assert.equal(written['documents'], written['invoices'])
    for (const name of ['charged', 'owed', 'asked', 'posted']) {
      assert.equal(written[name], written['invoiced'], name)
    }
  })

  test('two processes on one run share its chunks and bill every premise once', async ({
    assert,
  }) => {
    const billed = groups[1]!
    const before = await chunksDone()
    const both = await startBoth('billing.run', argsOf(billed))
    const ends = await Promise.all(both.map(({ end }) => end))
    assert.deepEqual(
      ends.map(({ status }) => status),
      ['done', 'done']
    )
    const did = ends.map(({ chunks }) => BigInt(chunks))
    assert.isTrue(
      did.every((chunks) => chunks > 0n),
      `both worked: ${did.join(' and ')}`
    )
    assert.equal(did[0]! + did[1]!, (await chunksDone()) - before)
    const written = await writtenFor(billed)
    assert.equal(written['runs'], 1n)
    assert.equal(written['invoices'], written['premises'])
    assert.equal(written['billed_premises'], written['premises'])
    for (const name of ['charged', 'owed', 'asked', 'posted']) {
      assert.equal(written[name], written['invoiced'], name)
    }
  })

  test('a bank file imported by two processes at once is money once', async ({ assert }) => {
    const documents = await query<{ number: string; due_on: CivilDate }>(
      db,
      'select number, due_on from receivables_documents where amount_cents > 0 order by id limit 12'
    )
    const agreementId = await one('select min(id) from payments_agreements')
    const fileIds = await db.transaction(async (tx) => {
      const file = await simulateReturnFile(tx, {
        municipalityId,
        agreementId,
        documents: documents.map(({ number }) => ({ number, behaviour: 'on_time' as const })),
        generatedOn: addDays(documents[0]!.due_on, 2),
        companyName: 'SAAE',
        seed: 'twice',
      })
      const keep = (name: string) =>
        storeFile(tx, {
          municipalityId,
          name,
          mediaType: 'text/plain',
          content: file.content,
          createdBy: null,
        })
      return [await keep('RET001.TXT'), await keep('RET001 (1).TXT')].map(({ id }) => id)
    })
    const both = await Promise.all(
      fileIds.map((fileObjectId) =>
        startJob('payments.import', { agreementId, fileObjectId, title: 'RET001.TXT' })
      )
    )
    const ends = await Promise.all(both.map(({ end }) => end))
    assert.isTrue(ends.every(({ status }) => status === 'done'))
    assert.equal(await one('select count(*) from receivables_receipts'), 12n)
    assert.equal(await one('select count(distinct document_id) from receivables_receipts'), 12n)
    assert.equal(await one('select count(*) from receivables_credits'), 0n)
    assert.equal(await one(`select count(*) from payments_files where status = 'imported'`), 1n)
    assert.equal(
      await one(
        'select count(*) from receivables_items i join receivables_settlements s on s.item_id = i.id where i.open_cents > 0'
      ),
      0n
    )
  })

  test('afterwards every bridge closes, every invoice replays and the trail is whole', async ({
    assert,
  }) => {
    for (const { id } of groups) {
      const scope = { municipalityId, billingGroupId: id, reference: REFERENCE }
      const bridges = await db.transaction((tx) => closeBridges(tx, scope))
      for (const { name, isClosed, remainder } of bridges) {
        assert.isTrue(isClosed, `${name}: ${remainder}`)
      }
    }
    ace.ui.switchMode('raw')
    const numbers = await query<{ number: string }>(db, 'select number from billing_invoices')
    for (const { number } of numbers) {
      const { exitCode } = await ace.exec('billing:replay', [number])
      assert.notEqual(exitCode, 1, number)
    }
    ace.ui.switchMode('normal')
    assert.equal(await one('select count(*) from accounting_unposted'), 0n)
    const { breach } = await verifyTrail()
    assert.isNull(breach)
  })
})
