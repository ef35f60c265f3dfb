import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { parseCollectionBarcode } from '#plugins/receivables/domain/febraban_barcode'
import { act } from '#tests/support/requests'
import { charge } from '../support/actions.ts'
import { houses, billKey, bill } from '../support/houses.ts'
import { pay, watch } from '../support/payments.ts'
import { planOf, stateOf, slipsOf, planLines, assertBridges } from '../support/rows.ts'
import { OPEN_POLICY, setPolicy, on, plansGroup } from '../support/set_up.ts'
import { signed, signedHouse } from '../support/signing.ts'

test.group('Plans | from the down payment to the end', (group) => {
  plansGroup(group)

  test('an unpaid down payment cancels the plan on day 11 and not on day 10; its paid sibling stays', async ({
    client,
    assert,
  }) => {
    await setPolicy({ ...OPEN_POLICY, cancel_days: 10, down_days: 5 }, '2026-02-01')
    const {
      month,
      houses: [one, other],
    } = await houses(['300', '300'])
    const terms = { instalments: 2, down_cents: '10000', down_due_on: '2026-11-25' }
    const unpaid = await signed(client, {
      ...{ premise: one!.id, debts: [billKey(one!.invoices[0]!)], ...terms },
    })
    const paid = await signed(client, {
      ...{ premise: other!.id, debts: [billKey(other!.invoices[0]!)], ...terms },
    })
    const [slip] = await slipsOf(paid)
    await pay(slip!.document_id, '2026-11-24')
    assert.deepInclude(await planOf(paid), { state: 'active' })
    on('2026-12-05')
    await watch('2026-12-05')
    assert.deepInclude(await planOf(unpaid), { state: 'awaiting' })
    assert.deepInclude(await stateOf(one!.invoices[0]!), { settlement: 'arranged' })
    on('2026-12-06')
    await watch('2026-12-06')
    assert.deepInclude(await planOf(unpaid), { state: 'cancelled', end_cause: 'unpaid_down' })
    assert.deepEqual(await stateOf(one!.invoices[0]!), {
      ...{ settlement: 'open', arrangement: 'none', open_cents: 30_000n },
    })
    assert.deepInclude(await planOf(paid), { state: 'active' })
    assert.deepInclude(await stateOf(other!.invoices[0]!), { settlement: 'arranged' })
    await assertBridges(assert, month, ['2026-11', '2026-12'])
  }).tags(['@TR-3.2.9.1.6'])

  test('nothing is asked for before the down payment is paid; money for the former invoice pays it', async ({
    client,
    assert,
  }) => {
    const { month, house, plan } = await signedHouse(client, '300', {
      instalments: 2,
      ...{ down_cents: '10000', down_due_on: '2026-11-25' },
    })
    await bill(month, '2026-12')
    assert.deepEqual(await planLines(house.id, '2026-12'), [])
    const [paper] = await query<{ id: bigint }>(
      db,
      'select document_id as id from billing_invoices where id = ?',
      [house.invoices[0]!]
    )
    await pay(paper!.id, '2026-12-21', 30_000n)
    assert.deepInclude(await planOf(plan), { state: 'active' })
    const [credit] = await query<{ cents: bigint }>(
      db,
      'select sum(open_cents)::bigint as cents from receivables_credits where premise_id = ?',
      [house.id]
    )
    assert.equal(credit!.cents, 20_000n)
    await assertBridges(assert, month, ['2026-11', '2026-12'])
  })

  test('a service’s down payment of R$ 300,00 in 3 is a booklet; a slip that is paid leaves R$ 200,00 open', async ({
    client,
    assert,
  }) => {
    const {
      month,
      houses: [house],
    } = await houses(['10'])
    const service = await charge(client, house!.id, 'works')
    const plan = await signed(client, {
      ...{ premise: house!.id, debts: [service], instalments: 6 },
      ...{ down_cents: '30000', down_slips: 3, down_due_on: '2026-11-25' },
    })
    const slips = await slipsOf(plan)
    assert.deepEqual(
      slips.map(({ amount_cents: cents, due_on: due }) => [cents, due]),
      [
        [10_000n, '2026-11-25'],
        [10_000n, '2026-12-25'],
        [10_000n, '2027-01-24'],
      ]
    )
    assert.lengthOf(new Set(slips.map(({ barcode }) => barcode)), 3)
    for (const { barcode } of slips)
      assert.equal(parseCollectionBarcode(barcode).amountCents, 10_000n)
    const papers = await query<{ template: string }>(
      db,
      `select template from documents_issued where subject_type = 'plans.agreements' and subject_id = ? order by id`,
      [plan]
    )
    assert.deepEqual(
      papers.map(({ template }) => template),
      ['plans.term', 'plans.bill']
    )
    await pay(slips[0]!.document_id, '2026-11-25')
    const [open] = await query<{ cents: bigint }>(
      db,
      `select sum(i.open_cents)::bigint as cents from plans_slips s join receivables_items i on i.id = s.item_id
        where s.agreement_id = ?`,
      [plan]
    )
    assert.equal(open!.cents, 20_000n)
    await assertBridges(assert, month, ['2026-11'])
  }).tags(['@TR-3.2.9.1.14'])

  test('six instalments of R$ 100,00 with R$ 10,00 of interest are R$ 600,00 ahead of time; paid, nothing is asked for any more', async ({
    client,
    assert,
  }) => {
    const {
      month,
      houses: [house],
    } = await houses(['1000'])
    // One per cent of R$ 1.000,00 for ten months is R$ 100,00, in equal parts; four of the ten are paid first.
    await setPolicy({ ...OPEN_POLICY, method: 'flat', monthly_percent: '1' }, '2026-02-10')
    const plan = await signed(client, {
      ...{ premise: house!.id, debts: [billKey(house!.invoices[0]!)], instalments: 10 },
    })
    await setPolicy({ ...OPEN_POLICY, cancel_days: 10, down_days: 5 }, '2026-02-11')
    const paid = ['2026-12', '2027-01', '2027-02', '2027-03']
    for (const reference of paid) {
      await bill(month, reference)
      const [invoice] = await query<{ document_id: bigint; due_on: CivilDate }>(
        db,
        'select document_id, due_on from billing_invoices where premise_id = ? and reference = ?',
        [house!.id, reference]
      )
      await pay(invoice!.document_id, invoice!.due_on)
    }
    const { number } = await planOf(plan)
    assert.deepEqual(await planLines(house!.id, '2027-03'), [
      `Parcelamento ${number} (4/10) 100.00`,
      `Juros do parcelamento ${number} (4/10) 10.00`,
    ])
    const answer = await act(client, 'plans.offer_early', { id: Number(plan) })
    answer.assertStatus(200)
    const [early] = await query<{ document_id: bigint; amount_cents: bigint; saved_cents: bigint }>(
      db,
      'select document_id, amount_cents, saved_cents from plans_early_payments where agreement_id = ?',
      [plan]
    )
    assert.deepInclude(early!, { amount_cents: 60_000n, saved_cents: 6_000n })
    await pay(early!.document_id, '2027-03-23')
    assert.deepInclude(await planOf(plan), { state: 'settled', end_cause: 'early' })
    assert.deepInclude(await stateOf(house!.invoices[0]!), {
      ...{ settlement: 'settled', arrangement: 'none' },
    })
    await bill(month, '2027-04')
    assert.deepEqual(await planLines(house!.id, '2027-04'), [])
    await assertBridges(assert, month, ['2026-11', ...paid, '2027-04'])
  }).tags(['@TR-3.2.9.4'])

  test('an early payment that nobody takes ends, and the instalments wait again', async ({
    client,
    assert,
  }) => {
    const { month, house, plan } = await signedHouse(client, '200', { instalments: 2 })
    const answer = await act(client, 'plans.offer_early', { id: Number(plan) })
    answer.assertStatus(200)
    on('2026-11-27')
    await watch('2026-11-27')
    await bill(month, '2026-12')
    const { number } = await planOf(plan)
    assert.deepEqual(await planLines(house.id, '2026-12'), [`Parcelamento ${number} (1/2) 100.00`])
    await assertBridges(assert, month, ['2026-11', '2026-12'])
  })

  test('two instalments in a row overdue undo the plan: what waits in open invoices is withdrawn, the debt is back', async ({
    client,
    assert,
  }) => {
    await setPolicy({ ...OPEN_POLICY, default_consecutive: 2, default_total: 3 }, '2026-03-01')
    const { month, house, plan } = await signedHouse(client, '400', { instalments: 4 })
    for (const reference of ['2026-12', '2027-01', '2027-02']) await bill(month, reference)
    const [first] = await query<{ document_id: bigint }>(
      db,
      `select document_id from billing_invoices where premise_id = ? and reference = '2026-12'`,
      [house.id]
    )
    await pay(first!.document_id, '2027-01-05')
    on('2027-03-01')
    await watch('2027-03-01')
    assert.deepInclude(await planOf(plan), { state: 'active' })
    on('2027-03-25')
    await watch('2027-03-25')
    assert.deepInclude(await planOf(plan), { state: 'cancelled', end_cause: 'default' })
    assert.deepEqual(await stateOf(house.invoices[0]!), {
      ...{ settlement: 'partly_settled', arrangement: 'none', open_cents: 30_000n },
    })
    const open = await query<{ open_cents: bigint }>(
      db,
      `select i.open_cents from receivables_items i join billing_invoices b on b.id = i.origin_id and i.origin_type = 'billing.invoice'
        where b.premise_id = ? and b.reference >= '2027-01' and i.charge_type = 'plan'`,
      [house.id]
    )
    assert.deepEqual(
      open.map((item) => item.open_cents),
      [0n, 0n]
    )
    await assertBridges(assert, month, ['2026-11', '2026-12', '2027-01', '2027-02', '2027-03'])
  })
})
