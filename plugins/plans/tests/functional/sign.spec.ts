import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { userNamed } from '#tests/support/people'
import { open } from '#core/access/tests/support/people'
import { plain } from '#tests/support/requests'
import { charge } from '../support/actions.ts'
import { houses, billKey, bill } from '../support/houses.ts'
import { planOf, stateOf, planLines, assertBridges } from '../support/rows.ts'
import { on, plansGroup } from '../support/set_up.ts'
import { sign, signed, simulate } from '../support/signing.ts'

/** Forty days after 10 December, when the invoices fall due. */
const FORTY_LATE = '2027-01-19'

test.group('Plans | signing', (group) => {
  plansGroup(group)

  test('an invoice of R$ 80,00 and a service of R$ 120,00 become one plan in the list of the premise', async ({
    client,
    assert,
  }) => {
    const {
      month,
      houses: [house],
    } = await houses(['80'])
    const service = await charge(client, house!.id)
    const plan = await signed(client, {
      ...{ premise: house!.id, debts: [billKey(house!.invoices[0]!), service], instalments: 2 },
    })
    const row = await planOf(plan)
    assert.deepInclude(row, { debt_cents: 20_000n, premise_id: house!.id, state: 'active' })
    const page = await open(client, 'ana.', `/plans/agreements/${plan}`)
    page.assertStatus(200)
    for (const text of [row.number, row.signed_by, '20/11/2026', 'Vistoria', 'Fatura'])
      page.assertTextIncludes(text)
    const list = await open(client, 'ana.', `/plans/agreements?premise_id=${house!.id}`)
    list.assertTextIncludes(row.number)
    const debts = await query<{ title: string; open_cents: bigint }>(
      db,
      'select title, open_cents from plans_debts where agreement_id = ? order by open_cents',
      [plan]
    )
    assert.deepEqual(
      debts.map((debt) => debt.open_cents),
      [8_000n, 12_000n]
    )
    await assertBridges(assert, month, ['2026-11'])
  }).tags(['@TR-3.2.9.2'])

  test('40 days late, R$ 200,00 enter with R$ 4,00 of fine and R$ 2,40 of interest, apart', async ({
    client,
    assert,
  }) => {
    const {
      month,
      houses: [house],
    } = await houses(['200'])
    on(FORTY_LATE)
    const asked = { premise_id: String(house!.id), instalments: '2' }
    const quoted = await simulate(client, asked)
    assert.deepInclude(quoted, {
      ...{ open_cents: '20000', fine_cents: '400', interest_cents: '240' },
      negotiated_cents: '20640',
    })
    const page = await open(
      client,
      'ana.',
      `/plans/negotiation?premise_id=${house!.id}&instalments=2`
    )
    page.assertStatus(200)
    for (const text of ['R$ 4,00', 'R$ 2,40', 'R$ 206,40']) assert.include(plain(page), text)
    const plan = await signed(client, {
      ...{ premise: house!.id, debts: [billKey(house!.invoices[0]!)], instalments: 2 },
    })
    assert.deepInclude(await planOf(plan), {
      ...{ fine_cents: 400n, interest_cents: 240n, negotiated_cents: 20_640n },
    })
    await assertBridges(assert, month, ['2026-11', '2027-01'])
  }).tags(['@TR-3.2.9.2.1'])

  test('exactly the ticked ones of two overdue, one not due and a service enter; the other stays pending', async ({
    client,
    assert,
  }) => {
    const { month, houses: built } = await houses(['50'])
    const [house] = built
    for (const reference of ['2026-12', '2027-01']) {
      await bill(month, reference, '60')
    }
    const invoices = await query<{ id: bigint; due_on: string }>(
      db,
      'select id, due_on from billing_invoices where premise_id = ? order by reference',
      [house!.id]
    )
    on('2027-01-25')
    assert.deepEqual(
      invoices.map(({ due_on: due }) => due < '2027-01-25'),
      [true, true, false]
    )
    const service = await charge(client, house!.id)
    const offered = await simulate(client, { premise_id: String(house!.id) })
    assert.sameMembers(
      offered.debts.map(({ key }) => key),
      [...invoices.map(({ id }) => billKey(id)), service]
    )
    const chosen = [billKey(invoices[0]!.id), billKey(invoices[2]!.id), service]
    const plan = await signed(client, { premise: house!.id, debts: chosen, instalments: 3 })
    const debts = await query<{ kind: string; origin_id: bigint }>(
      db,
      'select kind, origin_id from plans_debts where agreement_id = ?',
      [plan]
    )
    assert.lengthOf(debts, 3)
    assert.deepInclude(await stateOf(invoices[1]!.id), { settlement: 'open', arrangement: 'none' })
    assert.deepInclude(await stateOf(invoices[0]!.id), {
      settlement: 'arranged',
      arrangement: 'plan',
    })
    assert.deepInclude(await stateOf(invoices[2]!.id), {
      settlement: 'arranged',
      arrangement: 'plan',
    })
  }).tags(['@TR-3.2.9.2.3'])

  test('of 5 pending invoices 3 pass to a plan: the list finds 3 in instalments and 2 pending', async ({
    client,
    assert,
  }) => {
    const { month, houses: built } = await houses(['50'])
    const [house] = built
    for (const reference of ['2026-12', '2027-01', '2027-02', '2027-03']) {
      await bill(month, reference, '50')
    }
    const invoices = await query<{ id: bigint }>(
      db,
      'select id from billing_invoices where premise_id = ? order by reference',
      [house!.id]
    )
    await signed(client, {
      ...{ premise: house!.id, instalments: 3 },
      debts: invoices.slice(0, 3).map(({ id }) => billKey(id)),
    })
    const found = async (filter: string) => {
      const answer = await client
        .get(`/api/billing/invoices?premise_id=${house!.id}&${filter}`)
        .loginAs(await userNamed('ana.'))
      return (answer.body() as { data: readonly { id: string }[] }).data.map(({ id }) => BigInt(id))
    }
    assert.sameMembers(
      await found('settlement=arranged'),
      invoices.slice(0, 3).map(({ id }) => id)
    )
    assert.sameMembers(
      await found('settlement=open'),
      invoices.slice(3).map(({ id }) => id)
    )
  }).tags(['@TR-3.2.9.2.6'])

  test('3 instalments of R$ 50,00 are a line each in the next three invoices, and none in the fourth', async ({
    client,
    assert,
  }) => {
    const {
      month,
      houses: [house],
    } = await houses(['150'])
    const plan = await signed(client, {
      ...{ premise: house!.id, debts: [billKey(house!.invoices[0]!)], instalments: 3 },
    })
    const { number } = await planOf(plan)
    const lines: string[][] = []
    for (const reference of ['2026-12', '2027-01', '2027-02', '2027-03']) {
      await bill(month, reference)
      lines.push(await planLines(house!.id, reference))
    }
    assert.deepEqual(lines, [
      [`Parcelamento ${number} (1/3) 50.00`],
      [`Parcelamento ${number} (2/3) 50.00`],
      [`Parcelamento ${number} (3/3) 50.00`],
      [],
    ])
    await assertBridges(assert, month, ['2026-11', '2026-12', '2027-01', '2027-02', '2027-03'])
  }).tags(['@TR-3.2.9.2.7'])

  test('a plan that is cancelled unpaid gives its invoices back, and the next invoice has no instalment', async ({
    client,
    assert,
  }) => {
    const {
      month,
      houses: [house],
    } = await houses(['150'])
    on(FORTY_LATE)
    const [invoice] = house!.invoices
    const plan = await signed(client, {
      ...{ premise: house!.id, debts: [billKey(invoice!)], instalments: 3 },
    })
    assert.deepInclude(await stateOf(invoice!), { settlement: 'arranged', open_cents: 0n })
    const answer = await client
      .post('/api/actions/plans.cancel')
      .json({ id: Number(plan), reason: 'O cliente desistiu' })
      .withCsrfToken()
      .loginAs(await userNamed('ana.'))
    answer.assertStatus(200)
    assert.deepEqual(await stateOf(invoice!), {
      ...{ settlement: 'open', arrangement: 'none', open_cents: 15_000n },
    })
    const ended = await planOf(plan)
    assert.deepInclude(ended, {
      ...{ state: 'cancelled', end_cause: 'person', end_reason: 'O cliente desistiu' },
      ended_on: '2027-01-19',
    })
    assert.isNotNull(ended.ended_by)
    await bill(month, '2027-01')
    assert.deepEqual(await planLines(house!.id, '2027-01'), [])
    await assertBridges(assert, month, ['2026-11', '2027-01'])
  }).tags(['@TR-3.2.9.2.8'])

  test('R$ 300,00 of one premise are negotiated at another, and the history of both tells it', async ({
    client,
    assert,
  }) => {
    const {
      month,
      houses: [a, b],
    } = await houses(['300', '100'])
    const transfer = {
      ...{ premise: b!.id, from_premise_id: Number(a!.id), instalments: 4 },
      debts: [billKey(a!.invoices[0]!)],
    }
    const refused = await sign(client, transfer)
    refused.assertStatus(422)
    const plan = await signed(client, { ...transfer, transfer_reason: 'Mesma família' })
    assert.deepInclude(await stateOf(a!.invoices[0]!), { open_cents: 0n })
    const row = await planOf(plan)
    assert.equal(row.debt_cents, 30_000n)
    const moves = await query(
      db,
      `select kind, from_premise_id, to_premise_id, to_place, before_cents, after_cents from receivables_reallocations
        where act_type = 'plans.agreements' and act_id = ?`,
      [plan]
    )
    assert.deepEqual(moves, [
      {
        ...{ kind: 'unit', from_premise_id: a!.id, to_premise_id: b!.id, to_place: 'plan' },
        ...{ before_cents: 30_000n, after_cents: 30_000n },
      },
    ])
    const names = await query<{ id: bigint; number: string }>(
      db,
      'select id, registration_number as number from registry_premises where id = any(?::bigint[])',
      [[a!.id, b!.id]]
    )
    const numberOf = (id: bigint) => names.find((one) => one.id === id)!.number.slice(0, -1)
    for (const [own, other] of [
      [a!, b!],
      [b!, a!],
    ]) {
      const history = await open(client, 'ana.', `/registry/premises/${own!.id}/tabs/history`)
      const text = plain(history)
      for (const part of [
        'R$ 300,00',
        row.signed_by,
        '20/11/2026',
        Number(numberOf(other!.id)).toString().slice(-6),
      ])
        assert.include(text, part)
    }
    await assertBridges(assert, month, ['2026-11'])
  }).tags(['@TR-3.2.9.2.4'])

  test('a simulation shows the whole schedule and leaves nothing behind', async ({
    client,
    assert,
  }) => {
    const {
      month,
      houses: [house],
    } = await houses(['1000'])
    const asked = {
      ...{ premise_id: String(house!.id), debts: [billKey(house!.invoices[0]!)] },
      ...{ instalments: '8', down_cents: '20000' },
    }
    const quoted = await simulate(client, asked)
    assert.deepEqual(
      quoted.instalments.map((one) => one.amount_cents),
      Array<string>(8).fill('10000')
    )
    assert.deepInclude(quoted, { total_cents: '100000', down_cents: '20000' })
    assert.equal(quoted.instalments[0]!.reference, '2026-12')
    const plans = await query(db, 'select id from plans_agreements where premise_id = ?', [
      house!.id,
    ])
    assert.lengthOf(plans, 0)
    assert.deepInclude(await stateOf(house!.invoices[0]!), {
      ...{ settlement: 'open', arrangement: 'none', open_cents: 100_000n },
    })
    await bill(month, '2026-12')
    assert.deepEqual(await planLines(house!.id, '2026-12'), [])
  }).tags(['@TR-3.2.9.5'])
})
