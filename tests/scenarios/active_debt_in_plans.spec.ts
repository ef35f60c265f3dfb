import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type TestMonth, nextMonthOf, run } from '#plugins/billing/tests/functional/billed_month'
import { approve, propose } from '#plugins/debt_register/tests/support/debts'
import {
  act,
  assertBridges,
  billKey,
  houses,
  planLines,
  setUpPlans,
  signed,
} from '#plugins/plans/tests/support/plans'
import { freshDatabase } from '#tests/support/database'

const ACTIVE_DEBT = '1.2.1.1.1.05'
const HOUSE = { economies: [{ category: 'RES', economies: 1 }], m3: '300' }

/** Debit less credit of an account. */
async function balance(account: string): Promise<bigint> {
  const [row] = await query<{ cents: bigint }>(
    db,
    `select coalesce(sum(case when debit_account = ? then amount_cents else 0 end
                       - case when credit_account = ? then amount_cents else 0 end), 0)::bigint as cents
       from accounting_postings`,
    [account, account]
  )
  return row!.cents
}

async function bill(month: TestMonth, reference: string): Promise<TestMonth> {
  const next = await nextMonthOf(month, reference as RefMonth, [HOUSE])
  clock.freeze(`${reference}-20T15:00:00Z`)
  await run(next, `${reference}-20` as CivilDate)
  return next
}

interface Entry {
  readonly state: string
  readonly arrangement: string
}

async function entriesOf(premise: bigint): Promise<Entry[]> {
  const rows = await query<Entry>(
    db,
    `select e.state, e.arrangement from debt_register_entries e
       join billing_invoices i on i.id = e.origin_id and e.origin_type = 'billing.invoice'
      where i.premise_id = ? order by e.id`,
    [premise]
  )
  return rows.map(({ state, arrangement }) => ({ state, arrangement }))
}

async function proposed(client: ApiClient, premise: bigint) {
  await propose(client, 'bruno', '2026-11-01', '2027-02-28')
  return query<{ id: bigint }>(
    db,
    `select id from debt_register_terms where premise_id = ? and state = 'proposed'`,
    [premise]
  )
}

test.group('Scenario | active debt under an agreement', (group) => {
  freshDatabase(group)
  group.setup(() => setUpPlans())
  group.each.timeout(170_000)
  group.teardown(() => clock.restore())

  let month: TestMonth
  let premise: bigint
  let invoices: readonly bigint[]
  let plan: bigint

  test('two debts of R$ 300,00 are inscribed, and enter the account of active debt', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-20T15:00:00Z')
    const built = await houses(['300'])
    premise = built.houses[0]!.id
    month = await bill(built.month, '2026-12')
    const rows = await query<{ id: bigint }>(
      db,
      'select id from billing_invoices where premise_id = ? order by id',
      [premise]
    )
    invoices = rows.map(({ id }) => id)
    clock.freeze('2027-03-05T15:00:00Z')
    for (const { id } of await proposed(client, premise)) await approve(client, 'ana', id)
    const alone = { state: 'inscribed', arrangement: 'none' }
    assert.deepEqual(await entriesOf(premise), [alone, alone])
    assert.equal(await balance(ACTIVE_DEBT), 60_000n)
  })

  test('an agreement over them in 6 instalments keeps them in active debt, charges the instalments and lists them no more', async ({
    client,
    assert,
  }) => {
    plan = await signed(client, {
      ...{ premise, debts: invoices.map(billKey), instalments: 6 },
    })
    const under = { state: 'inscribed', arrangement: 'plan' }
    assert.deepEqual(await entriesOf(premise), [under, under])
    const [invoice] = await query<{ stage: string; arrangement: string }>(
      db,
      'select stage, arrangement from billing_invoices where id = ?',
      [invoices[0]!]
    )
    assert.deepEqual({ ...invoice }, { stage: 'inscribed', arrangement: 'plan' })
    assert.lengthOf(await proposed(client, premise), 0)
    assert.equal(await balance(ACTIVE_DEBT), 0n)
    month = await bill(month, '2027-03')
    const [first] = await planLines(premise, '2027-03')
    assert.match(first!, /\(1\/6\)/)
    month = await bill(month, '2027-04')
    const [second] = await planLines(premise, '2027-04')
    assert.match(second!, /\(2\/6\)/)
    await assertBridges(assert, month, ['2027-03', '2027-04'])
  }).tags(['@TR-3.2.9.18.7'])

  test('cancelled, they are owed in active debt again', async ({ client, assert }) => {
    const answer = await act(client, 'plans.cancel', {
      ...{ id: Number(plan), reason: 'Pedido do cliente, protocolo 77' },
    })
    answer.assertStatus(200)
    const [left] = await query<{ cents: bigint }>(
      db,
      `select sum(open_cents)::bigint as cents from receivables_items
        where origin_type = 'billing.invoice' and origin_id = any(?::bigint[])`,
      [invoices]
    )
    const back = { state: 'inscribed', arrangement: 'none' }
    assert.deepEqual(await entriesOf(premise), [back, back])
    assert.equal(await balance(ACTIVE_DEBT), left!.cents)
    await assertBridges(assert, month, ['2027-03', '2027-04'])
  })
})
