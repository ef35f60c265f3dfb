import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type Json } from '#core/database/index'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { type World, issueInvoices, openWorld } from '#plugins/payments/tests/support/fixtures'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno } from '#tests/support/people'
import { act } from '#tests/support/requests'
import { provisionDecision } from '../../decisions/provision.ts'
import { tellIssued } from '../support/books.ts'

/** The utility's own matrix: the share from so many days overdue on, the oldest first. */
const putMatrix = (bands: readonly (readonly [number, string])[], from?: CivilDate) =>
  putVersion(
    'ruleset',
    provisionDecision.name,
    {
      ...provisionDecision.ruleset,
      default: { percent: '0' },
      rules: bands.map(([days, percent]) => ({
        ...{ id: `d${days}`, title: `${days} dias` },
        ...{ when: { '>=': [{ var: ['days'] }, days] }, then: { percent } },
        because: 'Resolução do prestador',
      })),
      examples: [],
    } as unknown as Json,
    from
  )

const open = () =>
  query<{ id: bigint; open_cents: bigint; state: string }>(
    db,
    'select id, open_cents, state from receivables_items order by id'
  )
const allowance = async () => {
  const [row] = await query<{ cents: bigint }>(
    db,
    `select coalesce(sum(case when credit_account = '1.1.2.9.1.01' then amount_cents
                              when debit_account = '1.1.2.9.1.01' then -amount_cents else 0 end), 0)::bigint as cents
       from accounting_postings`
  )
  return row!.cents
}
const idOf = (answer: { body(): unknown }) =>
  Number((answer.body() as { output: { id: string } }).output.id)
const report = async (client: ApiClient, reference: string) => {
  const answer = await client
    .get(`/api/reports/accounting.provision?reference=${reference}`)
    .loginAs(await ana())
  answer.assertStatus(200)
  return answer.body() as {
    totals: Record<string, string>
    rows: Record<string, string | number>[]
  }
}

test.group('Accounting | provision for doubtful debts', (group) => {
  let world: World
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-05T15:00:00Z')
    world = await openWorld()
    // Due 400, 200 and 10 days before 30 September.
    const invoices = await issueInvoices(world, [
      { waterCents: 4000n, garbageCents: 850n, dueOn: '2025-08-26' as CivilDate },
      { waterCents: 10_000n, dueOn: '2026-03-14' as CivilDate },
      { waterCents: 7000n, dueOn: '2026-09-20' as CivilDate },
    ])
    await tellIssued(world, invoices, '2026-08-01' as CivilDate)
  })
  group.teardown(() => clock.restore())

  test('by age and category, posted only after somebody else reviewed it; customers owe what they owed', async ({
    assert,
    client,
  }) => {
    await putMatrix([
      [361, '100'],
      [181, '50'],
    ])
    const before = await open()
    const computed = await act(client, 'accounting.compute_provision', { reference: '2026-09' })
    computed.assertStatus(200)
    const id = idOf(computed)
    assert.equal(await allowance(), 0n)
    const own = await act(client, 'accounting.accept_provision', { id })
    own.assertStatus(403)
    assert.equal(await allowance(), 0n)
    const accepted = await act(client, 'accounting.accept_provision', { id }, bruno())
    accepted.assertStatus(200)
    assert.equal(await allowance(), 9000n)
    assert.deepEqual(await open(), before)
    const again = await act(client, 'accounting.compute_provision', { reference: '2026-09' })
    again.assertStatus(409)
  }).tags(['@AC-061'])

  test('each document with its rate; the total is the balance of the account', async ({
    assert,
    client,
  }) => {
    const { rows, totals } = await report(client, '2026-09')
    assert.deepEqual(
      rows.map((row) => [row.due_on, row.days, row.open_cents, row.percent, row.provision_cents]),
      [
        ['2025-08-26', 400, '4000', '100', '4000'],
        ['2026-03-14', 200, '10000', '50', '5000'],
      ]
    )
    for (const row of rows) {
      assert.isNotEmpty(row.holder)
      assert.isNotEmpty(row.document)
    }
    assert.equal(BigInt(totals.provision_cents!), await allowance())
    const list = await client.get('/accounting/provisions').loginAs(await ana())
    list.assertStatus(200)
  }).tags(['@TR-3.2.10.13'])

  test('another method the month after: only the difference is posted, invoices stay pending', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-11-05T15:00:00Z')
    const [extra] = await issueInvoices(world, [
      { waterCents: 26_000n, dueOn: '2025-08-01' as CivilDate },
    ])
    await tellIssued(world, [extra!], '2026-10-01' as CivilDate)
    await putMatrix([[366, '100']], '2026-10-01' as CivilDate)
    const before = await open()
    const computed = await act(client, 'accounting.compute_provision', { reference: '2026-10' })
    const id = idOf(computed)
    const accepted = await act(client, 'accounting.accept_provision', { id }, bruno())
    accepted.assertStatus(200)
    assert.equal(await allowance(), 30_000n)
    const after = await open()
    assert.deepEqual(after, before)
    assert.isTrue(after.every(({ state }) => state === 'open'))
    const [last] = await query<Record<string, unknown>>(
      db,
      `select event, amount_cents, posted_on from accounting_postings where source_type = 'accounting.provisions' order by id desc`
    )
    assert.deepEqual(last, {
      ...{ event: 'provision_recorded', amount_cents: 21_000n, posted_on: '2026-10-31' },
    })
    const page = await client.get(`/accounting/provisions/${id}`).loginAs(await ana())
    page.assertTextIncludes('Provisão de devedores duvidosos de 10/2026')
  }).tags(['@TR-3.2.10.6'])

  test('a loss of May that is paid in July is recovered; the provision leaves what the customer owes as it was', async ({
    assert,
    client,
  }) => {
    clock.freeze('2027-06-05T15:00:00Z')
    const [lost] = await issueInvoices(world, [
      { waterCents: 20_000n, dueOn: '2026-02-10' as CivilDate },
    ])
    await tellIssued(world, [lost!], '2026-02-01' as CivilDate)
    const before = await open()
    const computed = await act(client, 'accounting.compute_provision', { reference: '2027-05' })
    await act(client, 'accounting.accept_provision', { id: idOf(computed) }, bruno())
    assert.deepEqual(await open(), before)
    const told = async (positionOn: string) => {
      const asked = `from_on=2027-05-01&until_on=2027-05-31&position_on=${positionOn}`
      const answer = await client
        .get(`/api/reports/accounting.losses?${asked}`)
        .loginAs(await ana())
      answer.assertStatus(200)
      const { rows } = answer.body() as { rows: Record<string, string>[] }
      const row = rows.find(({ due_on: due }) => due === '2026-02-10')!
      return [row.loss_cents, row.recovered_cents, row.net_cents, row.status]
    }
    assert.deepEqual(await told('2027-06-30'), ['20000', '0', '20000', 'loss'])
    clock.freeze('2027-07-12T15:00:00Z')
    const [agent] = await query<{ id: bigint }>(db, 'select id from payments_agents limit 1')
    const paid = await act(client, 'payments.settle_manually', {
      ...{ document_id: Number(lost!.documentId), agent_id: Number(agent!.id) },
      ...{ paid_on: '2027-07-12', amount_cents: '20000', proof: 'Comprovante 1' },
    })
    paid.assertStatus(200)
    assert.deepEqual(await told('2027-07-31'), ['20000', '20000', '0', 'recovered'])
    assert.deepEqual(await told('2027-06-30'), ['20000', '0', '20000', 'loss'])
  }).tags(['@TR-3.2.19.61'])
})
