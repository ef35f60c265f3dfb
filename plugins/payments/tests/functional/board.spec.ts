import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { type CivilDate, clock } from '#core/calendar/index'
import { systemActor } from '#core/access/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { collectionHorizon } from '../../api.ts'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { open, send } from '#tests/scenarios/support/people'
import { type World, importContent, issueInvoices, openWorld } from '../support/fixtures.ts'
import { returnFile } from '../support/return_files.ts'
import { noteAnswer, noteOutage } from '../../services/pix/outage.ts'

interface BoardAnswer {
  readonly horizon: string | null
  readonly agreements: readonly {
    readonly code: string
    readonly horizon: string | null
    readonly waits_for: string | null
    readonly files: readonly { readonly day: string; readonly state: string }[]
  }[]
}

let world: World
let second: World
let barcodes: readonly string[]

async function board(client: ApiClient): Promise<BoardAnswer> {
  const answer = await client.get('/api/payments/board').loginAs(await ana())
  return answer.body() as BoardAnswer
}

const statesOf = ({ agreements }: BoardAnswer, code: string) =>
  agreements.find((one) => one.code === code)!.files.map(({ day, state }) => [day, state])

async function deliver(place: World, generatedOn: string, sequence: number): Promise<void> {
  const payments = [
    { barcode: barcodes[sequence % barcodes.length]!, cents: 100n, paidOn: generatedOn },
  ]
  await importContent(place, await returnFile(place, { sequence, generatedOn, payments }))
}

/** Friday 20 November 2026 is a holiday; Monday the 16th and its week follow one of the 15th, a Sunday. */
test.group('Payments | expected files', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-18T09:00:00-04:00')
    world = await openWorld()
    const [other] = await query<{ id: bigint }>(
      db,
      `select g.id from payments_agreements g join payments_agents a on a.id = g.agent_id where a.code = '104'`
    )
    second = { ...world, agreementId: other!.id }
    await query(
      db,
      `update payments_agreements set file_rule = 'daily', files_from = '2026-11-16', file_days = 1, file_by = '10:00'
        where id = any(?)`,
      [[world.agreementId, second.agreementId]]
    )
    const invoices = await issueInvoices(
      world,
      Array.from({ length: 10 }, (_, i) => ({ waterCents: 100n + BigInt(i) }))
    )
    barcodes = invoices.map(({ barcode }) => barcode)
  })
  group.teardown(() => clock.restore())

  test('each day asks for its file: here, late, or still within its time', async ({
    assert,
    client,
  }) => {
    await deliver(world, '2026-11-16', 1)
    const told = await board(client)
    assert.deepEqual(statesOf(told, '123456'), [
      ['2026-11-16', 'arrived_late'],
      ['2026-11-17', 'late'],
      ['2026-11-18', 'waiting'],
    ])
    assert.deepEqual(statesOf(told, '0987')[0], ['2026-11-16', 'late'])
    const mine = told.agreements.find(({ code }) => code === '123456')!
    // The file of Monday tells of Friday and before: what was paid at the weekend is of Monday.
    assert.equal(mine.horizon, '2026-11-13')
    assert.equal(told.horizon, '2026-11-12')
    assert.match(mine.waits_for!, /arquivo de 17\/11\/2026 do convênio 123456/)
    const page = await open(client, 'ana', '/payments/board')
    assert.include(page.text(), 'Horizonte da arrecadação')
    assert.include(page.text(), '12/11/2026')
  })

  test('no movement, declared with a reason, counts as delivered, and can be undone', async ({
    assert,
    client,
  }) => {
    const declare = (day: string, agreement = world) =>
      send(client, 'ana', '/payments/no-movements', {
        ...{ agreement_id: String(agreement.agreementId), day },
        reason: 'E-mail do banco',
      })
    await deliver(world, '2026-11-17', 2)
    const known = await declare('2026-11-17')
    assert.match(known.text(), /já chegou/)
    const odd = await declare('2026-11-14')
    assert.match(odd.text(), /Não se espera arquivo/)
    for (const day of ['2026-11-16', '2026-11-17']) {
      const done = await declare(day, second)
      done.assertStatus(302)
    }
    const told = await board(client)
    assert.equal(told.horizon, '2026-11-16')
    const [row] = await query<{ id: bigint }>(
      db,
      `select id from payments_no_movements where day = '2026-11-16'`
    )
    const path = `/payments/no-movements/${row!.id}/change/withdraw`
    const undone = await send(client, 'ana', path, { reason: 'Era de outro convênio' })
    undone.assertStatus(302)
    const { horizon } = await board(client)
    assert.equal(horizon, '2026-11-12')
    await declare('2026-11-16', second)
    const [entries] = await query<{ n: bigint }>(
      db,
      `select count(*) as n from audit_entries where action like 'payments.%no_movement'`
    )
    assert.equal(entries!.n, 4n)
  })

  test('a holiday asks for none, and what was paid on it is of the next bank day', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-11-24T09:00:00-04:00')
    for (const [index, day] of ['2026-11-18', '2026-11-19', '2026-11-23'].entries()) {
      await deliver(world, day, 3 + index)
      await deliver(second, day, 3 + index)
    }
    const told = await board(client)
    assert.deepEqual(
      statesOf(told, '123456').map(([day]) => day!.slice(8)),
      ['16', '17', '18', '19', '23', '24']
    )
    // The file of Monday the 23rd tells of Thursday the 19th; the holiday and the weekend come on the 24th.
    assert.equal(told.horizon, '2026-11-19')
    const { on } = await db.transaction((tx) =>
      collectionHorizon(tx, world.municipalityId, '2026-11-19' as CivilDate)
    )
    assert.equal(on, '2026-11-18')
  })

  test('a late file is told to the people responsible, once, and so is its arrival', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-11-24T10:30:00-04:00')
    const check = (at: string) =>
      runInline('payments.check_banks', { at }, systemActor(world.municipalityId))
    const causes = () =>
      query<{ title: string; closed: boolean; told: number }>(
        db,
        `select title, closed_at is not null as closed, times_told::int as told from alerts_causes
          where topic = 'delivery' order by key`
      )
    await check('1')
    await check('2')
    const late = await causes()
    assert.lengthOf(late, 2)
    assert.match(late[0]!.title, /^Arquivo atrasado: /)
    assert.deepEqual(
      late.map(({ closed }) => closed),
      [false, false]
    )
    await deliver(world, '2026-11-24', 6)
    await deliver(second, '2026-11-24', 6)
    await check('3')
    const over = await causes()
    assert.deepEqual(
      over.map(({ closed }) => closed),
      [true, true]
    )
    const home = await open(client, 'ana', '/')
    home.assertTextIncludes('Bancos: arquivos e conciliação')
  })

  test('settlements that no bank confirms and a Pix that does not answer are told, as alert and as event', async ({
    assert,
  }) => {
    const at = { municipality: world.municipalityId }
    await query(
      db,
      `insert into receivables_receipts (municipality_id, agent_code, channel, paid_on, posted_on, amount_cents, class, state,
              applied_cents, credit_cents, awaits_bank)
       values (?, '001', 'manual', '2026-11-10', '2026-11-10', 12345, 'unidentified', 'unidentified', 0, 0, true)`,
      [at.municipality]
    )
    const fail = () =>
      db.transaction((tx) =>
        noteOutage(tx, world.agreementId, { now: clock.now(), problem: 'sem conexão' })
      )
    const standing = async () => {
      const rows = await query<{ key: string }>(
        db,
        `select key from alerts_causes where closed_at is null and starts_with(key, 'payments/') order by key`
      )
      return rows.map(({ key }) => key)
    }
    await fail()
    await fail()
    assert.deepEqual(await standing(), [])
    await fail()
    const outage = `payments/pix-outage/${world.agreementId}`
    assert.deepEqual(await standing(), [outage])
    await runInline('payments.check_banks', { at: '4' }, systemActor(at.municipality))
    await runInline('payments.check_banks', { at: '5' }, systemActor(at.municipality))
    assert.deepEqual(await standing(), [outage, 'payments/unconfirmed'])
    const told = await query<{ what: string }>(
      db,
      `select payload::jsonb ->> 'what' as what from actions_outbox where event = 'payments.bank_finding'
         and payload::jsonb ->> 'what' in ('unconfirmed', 'pix_outage') order by id`
    )
    assert.deepEqual(
      told.map(({ what }) => what),
      ['pix_outage', 'unconfirmed']
    )
    await db.transaction((tx) => noteAnswer(tx, world.agreementId))
    await query(
      db,
      'update receivables_receipts set awaits_bank = false where amount_cents = 12345'
    )
    await runInline('payments.check_banks', { at: '6' }, systemActor(at.municipality))
    assert.deepEqual(await standing(), [])
  })
})
