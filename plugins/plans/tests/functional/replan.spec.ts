import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { explainWaiting } from '#plugins/receivables/api'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { userNamed } from '#tests/support/people'
import { charge } from '../support/actions.ts'
import { houses, billKey, bill } from '../support/houses.ts'
import { pay } from '../support/payments.ts'
import { planOf, stateOf, planLines, assertBridges } from '../support/rows.ts'
import { on, plansGroup } from '../support/set_up.ts'
import { signed, signedHouse, simulate } from '../support/signing.ts'

test.group('Plans | a new negotiation', (group) => {
  plansGroup(group)

  test('an overdue instalment and five to come are R$ 602,90; new debts are chosen beside, and the plan before ends in its favour', async ({
    client,
    assert,
  }) => {
    const {
      month,
      houses: [house],
    } = await houses(['600'])
    const [invoice] = house!.invoices
    const former = await signed(client, {
      ...{ premise: house!.id, debts: [billKey(invoice!)], instalments: 6 },
    })
    await bill(month, '2026-12', '100')
    const [billed] = await query<{ id: bigint; due_on: string }>(
      db,
      `select id, due_on from billing_invoices where premise_id = ? and reference = '2026-12'`,
      [house!.id]
    )
    assert.equal(billed!.due_on, '2027-01-10')
    on('2027-02-09')
    const service = await charge(client, house!.id)
    const asked = { premise_id: String(house!.id), instalments: '10' }
    const quoted = await simulate(client, asked)
    const balance = quoted.debts.find(({ kind }) => kind === 'balance')!
    assert.deepInclude(balance, {
      ...{ open_cents: '60000', fine_cents: '200', interest_cents: '90', total_cents: '60290' },
    })
    const water = quoted.debts.find(({ key }) => key === billKey(billed!.id))!
    assert.deepInclude(water, {
      ...{ open_cents: '10000', fine_cents: '200', interest_cents: '90', total_cents: '10290' },
    })
    assert.sameMembers(
      quoted.debts.map(({ key }) => key),
      [balance.key, water.key, service]
    )
    const alone = await simulate(client, { ...asked, debts: [balance.key] })
    assert.equal(alone.negotiated_cents, '60290')
    const both = await simulate(client, { ...asked, debts: [balance.key, service] })
    assert.equal(both.negotiated_cents, '72290')
    const plan = await signed(client, {
      ...{ premise: house!.id, debts: [balance.key, water.key], instalments: 10 },
    })
    const [next, ended] = [await planOf(plan), await planOf(former)]
    assert.deepInclude(next, { kind: 'replan', previous_id: former, negotiated_cents: 70_580n })
    assert.deepInclude(ended, { state: 'renegotiated', end_cause: 'replan' })
    assert.include(ended.end_reason!, next.number)
    assert.deepInclude(await stateOf(invoice!), { arrangement: 'renegotiated' })
    assert.deepEqual(await stateOf(billed!.id), {
      ...{ settlement: 'arranged', arrangement: 'renegotiated', open_cents: 0n },
    })
    const page = await client.get(`/plans/agreements/${plan}`).loginAs(await userNamed('ana.'))
    page.assertTextIncludes(ended.number)
    const schedule = await query(db, 'select id from plans_instalments where agreement_id = ?', [
      plan,
    ])
    assert.lengthOf(schedule, 10)
    const term = await query(
      db,
      `select id from documents_issued where subject_type = 'plans.agreements' and subject_id = ? and template = 'plans.term'`,
      [plan]
    )
    assert.lengthOf(term, 1)
    await assertBridges(assert, month, ['2026-11', '2026-12', '2027-01', '2027-02'])
  }).tags(['@TR-3.2.9.3', '@TR-3.2.9.3.1', '@TR-3.2.9.3.3'])

  test('the screen lists the old balance, an overdue invoice, one not due and a service, and adds up those that are ticked', async ({
    client,
    assert,
  }) => {
    const { month, house } = await signedHouse(client, '200', { instalments: 2 })
    await bill(month, '2026-12', '50')
    await bill(month, '2027-01', '40')
    on('2027-01-25')
    const service = await charge(client, house.id)
    const path = `/plans/negotiation?premise_id=${house.id}&instalments=3`
    const page = await client.get(path).loginAs(await userNamed('ana.'))
    page.assertStatus(200)
    for (const text of ['Saldo do parcelamento', 'Vistoria', 'Reparcelar'])
      page.assertTextIncludes(text)
    const invoices = await query<{ id: bigint }>(
      db,
      `select id from billing_invoices where premise_id = ? and reference > '2026-11' order by reference`,
      [house.id]
    )
    const all = await simulate(client, { premise_id: String(house.id) })
    assert.sameMembers(
      all.debts.filter(({ kind }) => kind !== 'balance').map(({ key }) => key),
      [...invoices.map(({ id }) => billKey(id)), service]
    )
    const chosen = [billKey(invoices[1]!.id), service]
    const some = await simulate(client, { premise_id: String(house.id), debts: chosen })
    const ticked = some.debts.filter(({ is_chosen: isChosen }) => isChosen)
    assert.lengthOf(ticked, 3)
    assert.equal(
      some.negotiated_cents,
      String(ticked.reduce((sum, one) => sum + BigInt(one.total_cents), 0n))
    )
    assert.isFalse(some.debts.find(({ key }) => key === billKey(invoices[0]!.id))!.is_chosen)
  }).tags(['@TR-3.2.9.3.2'])

  test('an instalment in an invoice below the minimum waits for the next one, and the plan is not paid by it', async ({
    client,
    assert,
  }) => {
    const { month, house, plan } = await signedHouse(client, '60', { instalments: 1 })
    await putVersion(
      'parameter',
      'billing.minimum_issue_cents',
      { value: 8_000 },
      '2026-12-01' as CivilDate
    )
    await bill(month, '2026-12')
    assert.deepInclude(await planOf(plan), { state: 'active' })
    assert.deepEqual(await planLines(house.id, '2027-01'), [])
    const [waiting] = await query<{ id: bigint; state: string }>(
      db,
      `select id, state from receivables_pending_charges where source_type = 'plans.agreements' and source_id = ?`,
      [plan]
    )
    assert.equal(waiting!.state, 'pending')
    await bill(month, '2027-01')
    assert.lengthOf(await planLines(house.id, '2027-01'), 1)
    const [invoice] = await query<{ document_id: bigint; total_cents: bigint }>(
      db,
      `select document_id, total_cents from billing_invoices where premise_id = ? and reference = '2027-01'`,
      [house.id]
    )
    // What was carried of the water of December, that of January and the instalment.
    assert.equal(invoice!.total_cents, 8_000n)
    const explained = await db.transaction((tx) =>
      explainWaiting(tx, month.municipalityId, [waiting!.id])
    )
    const why = explained.get(waiting!.id)!.texts.join(' ').replaceAll('\u00A0', ' ')
    assert.match(why, /^Termo de parcelamento [\d/]+, assinado em 20\/11\/2026: parcela 1 de 1\./)
    assert.include(why, 'A parcela tem R$ 60,00 de principal e R$ 0,00 de juros.')
    assert.deepInclude(await planOf(plan), { state: 'active' })
    await pay(invoice!.document_id, '2027-02-05')
    assert.deepInclude(await planOf(plan), { state: 'settled' })
    await assertBridges(assert, month, ['2026-11', '2026-12', '2027-01'])
  })
})
