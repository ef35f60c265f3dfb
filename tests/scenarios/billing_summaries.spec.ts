import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { type Json, query } from '#core/database/index'
import {
  type TestMonth,
  type TestPremise,
  createMonth,
  invoicesOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { correct } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { report } from '#plugins/billing/tests/functional/reported_month'
import { act } from '#tests/support/requests'
import { billKey } from '#plugins/plans/tests/support/houses'
import { pay } from '#plugins/plans/tests/support/payments'
import { OPEN_POLICY, setPolicy } from '#plugins/plans/tests/support/set_up'
import { signed } from '#plugins/plans/tests/support/signing'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

const SIX = ['20', '22', '18', '21', '19', '20']
const PRICE = {
  ...{ minimum_m3: 0, blocks: [{ over: 0, to: null, price: '1.00' }] },
}
/** A m³ costs R$ 1,00 and its sewage half of it. */
const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { ...PRICE, title: 'Residencial' },
    COM: { ...PRICE, title: 'Comercial' },
  },
  sewage: { collected: '50', collected_treated: '50' },
  garbage: {},
  services: { copy: { title: 'Cópia de planta', amount: '20.00' } },
}
const NOVEMBER = '2026-11' as RefMonth

const house = (m3: string, more: Partial<TestPremise> = {}): TestPremise => ({
  ...{ economies: [{ category: 'RES', economies: 1 }], m3, history: SIX },
  ...more,
})
const shop = (m3: string): TestPremise =>
  house(m3, { economies: [{ category: 'COM', economies: 1 }] })

async function billed(
  premises: readonly TestPremise[],
  reference: RefMonth = NOVEMBER
): Promise<TestMonth> {
  const month = await createMonth(premises, reference)
  clock.freeze(`${reference}-20T15:00:00Z`)
  await run(month, `${reference}-20` as CivilDate)
  return month
}

/** A correction that must be done. */
async function corrected(
  client: ApiClient,
  { id, operation, form }: { id: bigint; operation: string; form: Record<string, string> }
): Promise<void> {
  const { done } = await correct(client, await ana(), { id, operation, form })
  done.assertStatus(302)
}

/** The client of the test's months becomes the holder in the registry too. */
const hold = (premiseId: bigint) =>
  query(
    db,
    `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
     select p.municipality_id, p.id, (select id from registry_customers order by id limit 1), 'holder', '2026-01-01'
       from registry_premises p where p.id = ?`,
    [premiseId]
  )

const LEAK = { method: 'percent', reason_code: 'leak' }

test.group('Reports of billing at their figures', (group) => {
  let month: TestMonth
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-19T15:00:00Z')
    await putVersion('tariff-table', 'default', TABLE as unknown as Json)
    await setPolicy({ ...OPEN_POLICY, fine_percent: '0' })
  })
  group.teardown(() => clock.restore())
  group.each.timeout(240_000)

  test('two residences and a shop make R$ 210,00, by category, by month of issue and by group; net of a cancellation and a discount, R$ 155,00', async ({
    assert,
    client,
  }) => {
    const sewered = house('30', { sewage: 'collected' })
    month = await createMonth([sewered, sewered, shop('100')])
    await hold(month.premiseIds[2]!)
    const charged = await act(client, 'billing.charge_service', {
      ...{ premise_id: Number(month.premiseIds[2]!), service: 'copy', executed_on: '2026-11-19' },
      reason_code: 'service',
    })
    charged.assertStatus(200)
    clock.freeze('2026-11-20T15:00:00Z')
    await run(month)
    const filters = `billing_group=${month.billingGroupId}`
    const summary = (dated: string) =>
      report(client, 'billing.summary_by_category', `${filters}&reference=2026-11&dated=${dated}`)
    const byReference = await summary('reference')
    const cells = (row: Readonly<Record<string, string | null>>) => [
      ...[row.category, row.water_cents, row.sewage_cents, row.other_cents],
    ]
    assert.sameDeepMembers(byReference.rows.map(cells), [
      ['RES', '6000', '3000', '0'],
      ['COM', '10000', '0', '2000'],
    ])
    const detail = await report(
      client,
      'billing.values_by_settlement',
      `${filters}&from_reference=2026-11&until_reference=2026-11`
    )
    assert.equal(byReference.totals.total_cents, '21000')
    assert.equal(detail.totals.total_cents, '21000')
    const byIssue = await summary('issued')
    const groups = await report(
      client,
      'billing.summary_by_group',
      `${filters}&from_on=2026-11-01&until_on=2026-11-30`
    )
    assert.equal(groups.totals.total_cents, byIssue.totals.total_cents)
    const [closing] = await query<{ cents: bigint }>(
      db,
      `select sum(i.total_cents)::bigint as cents from billing_runs r join billing_invoices i on i.run_id = r.id
        where r.billing_group_id = ?`,
      [month.billingGroupId]
    )
    assert.equal(groups.totals.total_cents, String(closing!.cents))

    const [, second, third] = await invoicesOf(month)
    await corrected(client, {
      ...{ id: second!.id, operation: 'cancel', form: { reason_code: 'duplicate' } },
    })
    await corrected(client, {
      ...{ id: third!.id, operation: 'leak', form: { ...LEAK, water_percent: '10' } },
    })
    const net = await report(client, 'billing.net_summary', `${filters}&reference=2026-11`)
    const row = (category: string) => net.rows.find((one) => one.category === category)!
    assert.containsSubset(net.totals, {
      ...{ gross_cents: '21000', cancelled_cents: '4500', discount_cents: '1000' },
      net_cents: '15500',
    })
    assert.containsSubset(row('RES'), {
      ...{ cancelled_cents: '4500', discount_cents: '0', water_cents: '3000' },
      ...{ sewage_cents: '1500', other_cents: '0', net_cents: '4500' },
    })
    assert.containsSubset(row('COM'), {
      ...{ cancelled_cents: '0', discount_cents: '1000', water_cents: '9000' },
      ...{ sewage_cents: '0', other_cents: '2000', net_cents: '11000' },
    })
  }).tags(['@TR-3.2.19.79', '@TR-3.2.19.80', '@TR-3.2.19.81'])

  test('by reading, by average and by the minimum are a line each, and add up to the residences', async ({
    assert,
    client,
  }) => {
    const three = await createMonth([house('10'), house('20'), house('30')])
    const kinds = ['measured', 'average', 'minimum']
    for (const [index, kind] of kinds.entries())
      await query(
        db,
        `update readings_readings set kind = ? where load_id = ? and premise_id = ?`,
        [kind, three.loadId, three.premiseIds[index]!]
      )
    await run(three)
    const filters = `reference=2026-11&billing_group=${three.billingGroupId}`
    const { rows, totals } = await report(client, 'billing.summary_by_kind', filters)
    assert.sameDeepMembers(
      rows.map((row) => [row.category, row.kind, Number(row.invoices), row.total_cents]),
      [
        ['RES', 'measured', 1, '1000'],
        ['RES', 'average', 1, '2000'],
        ['RES', 'minimum', 1, '3000'],
      ]
    )
    const summary = await report(client, 'billing.summary_by_category', filters)
    assert.equal(summary.rows[0]!.total_cents, totals.total_cents)
  }).tags(['@TR-3.2.19.88'])

  test('what is cancelled says what it was issued again at; each change of value is a line', async ({
    assert,
    client,
  }) => {
    const four = await billed([house('200'), house('80'), house('150')])
    const [again, ended, leaking] = await invoicesOf(four)
    await corrected(client, {
      ...{ id: again!.id, operation: 'consumption' },
      form: { billed_m3: '120', reason_code: 'misread' },
    })
    await corrected(client, {
      ...{ id: ended!.id, operation: 'cancel', form: { reason_code: 'duplicate' } },
    })
    await corrected(client, {
      ...{ id: leaking!.id, operation: 'leak', form: { ...LEAK, water_percent: '40' } },
    })
    const filters = `billing_group=${four.billingGroupId}&from_on=2026-11-01&until_on=2026-11-30`
    const listed = async () => {
      const { rows } = await report(client, 'billing.corrections', filters)
      return rows
    }
    const before = await listed()
    const of = (id: bigint) => before.find((row) => row.invoice_id === String(id))!
    assert.containsSubset(of(again!.id), {
      ...{ ended_cents: '20000', reissued_cents: '12000', difference_cents: '-8000' },
    })
    assert.isNotNull(of(again!.id).successor_id)
    assert.containsSubset(of(ended!.id), { ended_cents: '8000', reissued_cents: '0' })
    const leak = of(leaking!.id)
    assert.containsSubset(leak, {
      ...{ ended_cents: '15000', reissued_cents: '9000', difference_cents: '-6000' },
      ...{ kind: 'leak', corrected_on: '2026-11-20', reason: 'Pedido do cliente, protocolo 1' },
    })
    assert.match(leak.author!, /^Ana/)
    assert.isNotEmpty(leak.reason_title)
    await corrected(client, {
      ...{ id: BigInt(leak.successor_id!), operation: 'consumption' },
      form: { billed_m3: '100', reason_code: 'misread' },
    })
    const after = await listed()
    assert.lengthOf(
      after.filter(({ premise_id: id }) => id === leak.premise_id),
      2
    )
  }).tags(['@TR-3.2.19.78', '@TR-3.2.19.75'])

  test('paid, pending, cancelled and in instalments are a line each, as they are and as they were', async ({
    assert,
    client,
  }) => {
    const four = await billed([house('10'), house('20'), house('30'), house('40')])
    const [paid, , ended, agreed] = await invoicesOf(four)
    clock.freeze('2026-11-21T15:00:00Z')
    await hold(agreed!.premise_id)
    await pay(paid!.document_id, '2026-11-21')
    await corrected(client, {
      ...{ id: ended!.id, operation: 'cancel', form: { reason_code: 'duplicate' } },
    })
    await signed(client, {
      ...{ premise: agreed!.premise_id, debts: [billKey(agreed!.id)], instalments: 2 },
    })
    const on = async (day: string) => {
      const { rows, totals } = await report(
        client,
        'billing.values_by_settlement',
        `billing_group=${four.billingGroupId}&from_reference=2026-11&until_reference=2026-11&position_on=${day}`
      )
      assert.equal(totals.total_cents, '10000')
      return rows.map((row) => `${row.settlement} ${row.total_cents}`).toSorted()
    }
    assert.deepEqual(await on('2026-11-21'), [
      ...['arranged 4000', 'cancelled 3000', 'open 2000', 'settled 1000'],
    ])
    assert.deepEqual(await on('2026-11-20'), [
      ...['open 1000', 'open 2000', 'open 3000', 'open 4000'],
    ])
  }).tags(['@TR-3.2.19.76'])

  test('the books of a month keep what they say of an invoice that the next month cancels', async ({
    assert,
    client,
  }) => {
    const view = (reference: string) =>
      report(client, 'accounting.billing_view', `reference=${reference}&size=200`)
    const november = await view('2026-11')
    const accounts = await report(
      client,
      'accounting.account_balances',
      'from_on=2026-11-01&until_on=2026-11-30&size=200'
    )
    for (const account of new Set(november.rows.map((row) => row.account))) {
      const billedOf = november.rows
        .filter((row) => row.account === account)
        .reduce((sum, row) => sum + Number(row.total_cents), 0)
      const of = accounts.rows.find((row) => row.account === account)!
      assert.equal(billedOf, Number(of.credit_cents) - Number(of.debit_cents), account!)
    }
    clock.freeze('2026-12-05T15:00:00Z')
    const [first] = await invoicesOf(month)
    await corrected(client, {
      ...{ id: first!.id, operation: 'cancel', form: { reason_code: 'duplicate' } },
    })
    assert.deepEqual(await view('2026-11'), november)
    const { rows } = await view('2026-12')
    assert.sameDeepMembers(
      rows.map((row) => [row.category, row.before_cents, row.total_cents]),
      [
        ['RES', '-3000', '-3000'],
        ['RES', '-1500', '-1500'],
      ]
    )
  }).tags(['@TR-3.2.19.85'])

  test('two discounts of a leak are of the closing of their month; one granted after it, of the next', async ({
    assert,
    client,
  }) => {
    const may = await billed([house('100'), house('100'), house('100')], '2027-05' as RefMonth)
    const [one, other, late] = await invoicesOf(may)
    const leak = (id: bigint, percent: string) =>
      corrected(client, { id, operation: 'leak', form: { ...LEAK, water_percent: percent } })
    await leak(one!.id, '20')
    await leak(other!.id, '35')
    clock.freeze('2027-06-02T15:00:00Z')
    const closed = await act(client, 'payments.close_month', { reference: '2027-05' })
    closed.assertStatus(200)
    await leak(late!.id, '10')
    const of = async (reference: string) => {
      const { rows, totals } = await report(
        client,
        'billing.abatements',
        `reference=${reference}&kind=leak`
      )
      assert.isTrue(rows.every((row) => row.author?.startsWith('Ana')))
      return [Number(totals.quantity), totals.water_cents, totals.amount_cents]
    }
    assert.deepEqual(await of('2027-05'), [2, '5500', '5500'])
    assert.deepEqual(await of('2027-06'), [1, '1000', '1000'])
  }).tags(['@TR-3.2.19.64'])
})
