import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { standSchedules } from '#core/jobs/schedules/stand_schedules'
import { workRun } from '#core/jobs/work_run'
import { freshDatabase } from '#tests/support/database'
import { readDebitRemittance } from '#plugins/payments/api'
import { answerRemittance } from '#database/demo/collection/debit_bank'
import { userNamed } from '#tests/support/people'
import { bill, groupOf, readMonth } from '#tests/scenarios/support/reading_month'
import {
  type OptedPremise,
  agreementWith,
  bringReturn,
  lastRemittance,
  municipality,
  optIn,
  orders,
  premisesOf,
  sendNow,
} from '../support/debits.ts'

test.group('Direct debit | remittances', (group) => {
  freshDatabase(group)
  let folder: string
  let brasil: bigint
  let second: bigint
  let premises: OptedPremise[]

  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aqueduto-van-'))
    process.env.BANK_FILES_FOLDER = folder
  })
  group.teardown(async () => {
    clock.restore()
    delete process.env.BANK_FILES_FOLDER
    await rm(folder, { recursive: true, force: true })
  })
  group.each.timeout(170_000)

  test('three enrolled invoices of one bank go out by themselves, in a file that adds up, and the sending is logged', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-03T15:00:00Z')
    brasil = await agreementWith(client, '001', 'DEB001')
    second = await agreementWith(client, '001', 'DEB002', '04')
    premises = await premisesOf(await groupOf('01'), 4)
    for (const [index, premise] of premises.slice(0, 3).entries()) {
      await optIn(client, premise, { agreementId: brasil, account: `1000${index}-7` })
    }
    await optIn(client, premises[3]!, { agreementId: second, account: '55501' })
    await bill(client, await readMonth(client, { reference: '2026-11', consumption: () => 12 }))
    const waiting = await orders()
    assert.deepEqual(
      waiting.map(({ premise_id: id, state }) => [id, state]),
      premises.map(({ id }) => [id, 'waiting'])
    )

    // Nobody schedules it: each municipality has it at 19:00 every day. Ten days before the due date the debits go.
    const day = addDays(waiting[0]!.due_on, -10)
    clock.freeze(`${day}T15:00:00Z`)
    await standSchedules()
    await query(db, `update jobs_schedules set is_active = (job = 'debits.send')`)
    clock.freeze(`${day}T23:00:30Z`)
    assert.equal(await runSchedules(), 1)
    const [run] = await query<{ id: bigint }>(
      db,
      `select id from jobs_runs where job = 'debits.send'`
    )
    await workRun(run!.id)

    const remittance = await lastRemittance(brasil)
    const own = waiting.slice(0, 3)
    assert.lengthOf(remittance.lines, 5)
    assert.deepEqual(
      remittance.lines.map((line) => line[0]),
      ['A', 'E', 'E', 'E', 'Z']
    )
    assert.equal(remittance.header.agreementCode, 'DEB001')
    assert.equal(remittance.header.fileSequence, 1)
    assert.deepEqual(
      remittance.debits.map(({ bankClient, dueOn, amountCents, clientId }) => ({
        ...{ bankClient, dueOn, amountCents, clientId },
      })),
      own.map((order, index) => ({
        ...{ bankClient: `1000${index}7`, dueOn: order.due_on, amountCents: order.amount_cents },
        clientId: premises[index]!.registration,
      }))
    )
    assert.equal(remittance.recordCount, 5)
    assert.equal(
      remittance.totalCents,
      own.reduce((sum, { amount_cents: cents }) => sum + cents, 0n)
    )

    const out = join(folder, String(await municipality()), '001-DEB001', 'out')
    const [left, ...others] = await readdir(out)
    assert.lengthOf(others, 0)
    const bytes = await readFile(join(out, left!), 'utf8')
    assert.deepEqual(readDebitRemittance(bytes), remittance)
    const page = await client.get('/debits/remittances').loginAs(await userNamed('fabio.'))
    page.assertTextIncludes('Enviada')
    const [trail] = await query<{ description: string; actor_name: string }>(
      db,
      `select description, actor_name from audit_entries
        where subject_type = 'debits.remittances' order by id limit 1`
    )
    assert.match(trail!.description, /Remessa NSA 1 de Banco do Brasil, convênio DEB001, enviada/)
    const again = await sendNow(`${day}T23:30:00Z`)
    assert.equal(again.figures.debits, 0n)
    const sent = await orders()
    assert.isTrue(sent.every(({ state }) => state === 'sent'))
  }).tags(['@TR-3.2.8.1'])

  test('each agreement of a bank has its own file, number and sequence, and both returns are processed', async ({
    assert,
  }) => {
    const first = await lastRemittance(brasil)
    const other = await lastRemittance(second)
    assert.deepEqual(
      [first, other].map(({ header, debits }) => [
        ...[header.agreementCode, header.fileSequence, header.version, debits.length],
      ]),
      [
        ['DEB001', 1, '05', 3],
        ['DEB002', 1, '04', 1],
      ]
    )
    assert.equal(other.debits[0]!.clientId, premises[3]!.registration)
    assert.equal(other.debits[0]!.owner, '')
    const returned = await bringReturn(
      brasil,
      answerRemittance(first, { sequence: 1, answer: (_, index) => (index === 2 ? null : '00') })
    )
    const returnedOther = await bringReturn(
      second,
      answerRemittance(other, { sequence: 1, answer: () => '00' })
    )
    assert.deepEqual(
      [...returned.lines, ...returnedOther.lines].map(({ fate }) => fate),
      ['settled', 'settled', 'settled']
    )
    const wrong = await bringReturn(
      brasil,
      answerRemittance(other, { sequence: 2, answer: () => '00' })
    )
    assert.equal(wrong.status, 'rejected')
    const after = await orders()
    assert.deepEqual(
      after.map(({ state }) => state),
      ['debited', 'debited', 'sent', 'debited']
    )
  }).tags(['@TR-3.2.8.16'])
})
