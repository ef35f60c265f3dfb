import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { userNamed } from '#tests/support/people'
import {
  type Debtor,
  act,
  bureau,
  bureausGroup,
  debtors,
  done,
  late,
  later,
  notify,
  now,
  owe,
  postponeOpen,
  run,
  setTerms,
} from '../support/bureaus.ts'
import { confirm, download, inLot, simulate, sizeOf } from '../support/lots.ts'

test.group('Bureaus | lots, simulated, undone and made effective', (group) => {
  bureausGroup(group)

  let spc: bigint
  let serasa: bigint
  let people: Debtor[]

  const marked = async () => {
    const rows = await query<{ n: bigint }>(
      db,
      `select count(*) as n from receivables_marks where kind = 'listed' and until is null`
    )
    return rows[0]!.n
  }

  test('pressing generate makes at once the lot of exactly those who meet the parameters', async ({
    client,
    assert,
  }) => {
    await postponeOpen()
    spc = await bureau(client, 'SPC', { name: 'SPC Brasil', layout: 'spc' })
    const own = { name: 'SERASA', layout: 'serasa', grouping: 'per_debtor' }
    serasa = await bureau(client, 'SERASA', own)
    people = await debtors(13)
    for (const one of people.slice(0, 12)) {
      await owe(one, { due: late(70), cents: 12_000n })
      await owe(one, { due: late(100), cents: 11_000n })
    }
    await owe(people[12]!, { due: late(70), cents: 12_000n })
    await setTerms(client, { min_days: 30 })
    await notify(client)
    later(10)
    await setTerms(client, { min_items: 2, min_cents: 20_000, min_days: 60 })
    const jobs = await query(db, `select id from jobs_runs where job = 'bureaus.lots'`)
    const lot = await simulate(client, spc)
    assert.sameMembers(
      await inLot(lot),
      people.slice(0, 12).map(({ id }) => id)
    )
    assert.deepEqual(
      [lot.customers, lot.listings, lot.debts, lot.totalCents],
      [12, 24, 24, '276000']
    )
    assert.lengthOf(jobs, 0)
    await done(act(client, 'bureaus.undo', { id: Number(lot.id) }))
  }).tags(['@TR-3.2.9.17.1a'])

  test('a simulated lot of 12 marks nobody; undone it leaves no trace; made effective it marks the 12 and gives the file', async ({
    client,
    assert,
  }) => {
    const first = await simulate(client, serasa)
    const listed = await client
      .get(`/bureaus/listings?lot_id=${first.id}`)
      .loginAs(await userNamed('ana.'))
    for (const { name } of people.slice(0, 12)) listed.assertTextIncludes(name)
    assert.equal(await marked(), 0n)
    await done(act(client, 'bureaus.undo', { id: Number(first.id) }))
    const left = await query(
      db,
      'select id from bureaus_listings union all select id from bureaus_debts'
    )
    assert.lengthOf(left, 0)
    assert.equal(await marked(), 0n)
    const customer = await client
      .get(`/registry/customers/${people[0]!.id}`)
      .loginAs(await userNamed('ana.'))
    customer.assertStatus(200)
    assert.notInclude(customer.text(), 'Em simulação')

    const lot = await simulate(client, serasa)
    assert.equal(lot.customers, 12)
    const confirmed = await confirm<{ file: { id: string; movements: number } }>(client, lot)
    assert.equal(confirmed.file.movements, 12)
    assert.equal(await marked(), 24n)
    const content = await download(client, confirmed.file.id)
    const lines = content.split('\r\n').slice(0, -1)
    assert.deepEqual(
      lines.map((line) => line[0]),
      ['0', ...Array.from({ length: 12 }, () => '1'), '9']
    )
    assert.isTrue(lines.every((line) => line.length === 600))
    for (const { taxpayerId } of people.slice(0, 12)) assert.include(content, taxpayerId)
    const again = await act(client, 'bureaus.undo', { id: Number(lot.id) })
    assert.equal((again.body() as { code: string }).code, 'E_BUREAUS_LOT_DECIDED')
    // What stands there is not listed again.
    assert.equal(await sizeOf(client, serasa), 0)
  }).tags(['@TR-3.2.9.17.4'])

  test('the scheduled run makes one file for each bureau, with the records and the total of its lot on screen', async ({
    client,
    assert,
  }) => {
    await query(db, `update bureaus_bureaus set is_active = (code = 'SPC')`)
    await run('bureaus.lots', { on: now(), isConfirmed: true, bureau: null })
    const [lot] = await query<{
      id: bigint
      number: string
      listings: number
      total_cents: bigint
    }>(
      db,
      `select id, number, listings, total_cents from bureaus_lots where state = 'confirmed' and bureau_id = ?`,
      [spc]
    )
    assert.deepEqual([lot!.listings, lot!.total_cents], [24, 276_000n])
    const page = await client.get(`/bureaus/lots/${lot!.id}`).loginAs(await userNamed('ana.'))
    assert.match(page.text(), /2\.760,00/)
    const files = await query<{ id: bigint; movement_count: number; total_cents: bigint }>(
      db,
      'select id, movement_count, total_cents from bureaus_files where lot_id = ?',
      [lot!.id]
    )
    assert.lengthOf(files, 1)
    assert.deepEqual([files[0]!.movement_count, files[0]!.total_cents], [24, 276_000n])
    const content = await download(client, files[0]!.id)
    const lines = content.split('\r\n').slice(0, -1)
    assert.lengthOf(lines, 2 + 2 * 24)
    assert.equal(lines.at(-1)!.slice(0, 8), '99000050')
    const debts = lines.filter((line) => line.startsWith('02'))
    const total = debts.reduce((sum, line) => sum + BigInt(line.slice(36, 49)), 0n)
    assert.deepEqual([debts.length, total], [24, 276_000n])
    // The same day again: nobody is left to be listed, and no second file is made.
    const again = await run('bureaus.lots', {
      on: `${now()}/again`,
      isConfirmed: true,
      bureau: null,
    })
    assert.equal(again.figures.files, 0n)
    await query(db, 'update bureaus_bureaus set is_active = true')
  }).tags(['@TR-3.2.9.17'])

  test('who paid between the simulation and the file is not in it', async ({ client, assert }) => {
    const other = await bureau(client, 'QUOD', { name: 'Quod', layout: 'spc' })
    const lot = await simulate(client, other)
    assert.equal(lot.customers, 12)
    await query(
      db,
      `update receivables_items set open_cents = 0, state = 'settled' where debtor_id = ? and state = 'open'`,
      [people[1]!.id]
    )
    const confirmed = await confirm<{ customers: number; file: { id: string } }>(client, lot)
    assert.equal(confirmed.customers, 11)
    assert.notInclude(await download(client, confirmed.file.id), people[1]!.taxpayerId)
  })
})
