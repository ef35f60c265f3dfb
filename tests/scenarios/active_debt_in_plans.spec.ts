import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import {
  type CivilDate,
  type RefMonth,
  addDays,
  clock,
  monthOf,
  nextMonth,
} from '#core/calendar/index'
import { query } from '#core/database/index'
import { type TestMonth, nextMonthOf, run } from '#plugins/billing/tests/functional/billed_month'
import { actWell, approve, propose } from '#plugins/debt_register/tests/support/debts'
import { act, plain } from '#tests/support/requests'
import { billKey, houses } from '#plugins/plans/tests/support/houses'
import { pay as payDocument } from '#plugins/plans/tests/support/payments'
import { assertBridges, planLines } from '#plugins/plans/tests/support/rows'
import { setUpPlans } from '#plugins/plans/tests/support/set_up'
import { signed } from '#plugins/plans/tests/support/signing'
import { open } from '#tests/scenarios/support/people'
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

  test('of a certificate of R$ 600,00 in 6 instalments with 2 paid, the detail shows what is paid and left, and the charges of the overdue one apart', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-21T15:00:00Z')
    const built = await houses(['500'])
    const [{ id, invoices: own }] = built.houses as [{ id: bigint; invoices: readonly bigint[] }]
    const [first] = await query<{ due_on: CivilDate }>(
      db,
      'select due_on from billing_invoices where id = ?',
      [own[0]!]
    )
    // 2 % and 0.03 % a day for 600 days: R$ 500,00 are R$ 600,00.
    const today = addDays(first!.due_on, 600)
    clock.freeze(`${today}T15:00:00Z`)
    await propose(client, 'bruno', first!.due_on, first!.due_on)
    const [term] = await query<{ id: bigint }>(
      db,
      `select id from debt_register_terms where premise_id = ? and state = 'proposed'`,
      [id]
    )
    await approve(client, 'ana', term!.id)
    await actWell(client, 'bruno', 'generate_book', { due_from: '2026-11-01', due_until: today })
    await actWell(client, 'bruno', 'issue_notice', { id: Number(term!.id) })
    const papers = (kind: string) =>
      query<{ id: bigint; total_cents: bigint }>(
        db,
        'select id, total_cents from debt_register_papers where premise_id = ? and kind = ?',
        [id, kind]
      )
    const [notice] = await papers('notice')
    await actWell(client, 'bruno', 'record_receipt', {
      ...{ id: Number(notice!.id), received_on: today },
    })
    await actWell(client, 'bruno', 'issue_certificate', { id: Number(term!.id) })
    const [certificate] = await papers('certificate')
    assert.equal(certificate!.total_cents, 60_000n)
    await signed(client, { premise: id, debts: own.map(billKey), instalments: 6 })
    let next = built.month
    for (const reference of [monthOf(today), nextMonth(monthOf(today))]) {
      next = await nextMonthOf(next, reference, [HOUSE])
      clock.freeze(`${reference}-26T15:00:00Z`)
      await run(next, `${reference}-26` as CivilDate)
      const [asked] = await query<{ document_id: bigint; due_on: string }>(
        db,
        'select document_id, due_on from billing_invoices where premise_id = ? and reference = ?',
        [id, reference]
      )
      await payDocument(asked!.document_id, asked!.due_on)
    }
    const third = nextMonth(nextMonth(monthOf(today)))
    next = await nextMonthOf(next, third, [HOUSE])
    clock.freeze(`${third}-26T15:00:00Z`)
    await run(next, `${third}-26` as CivilDate)
    const [late] = await query<{ due_on: CivilDate }>(
      db,
      'select due_on from billing_invoices where premise_id = ? and reference = ?',
      [id, third]
    )
    clock.freeze(`${addDays(late!.due_on, 100)}T15:00:00Z`)
    const [entry] = await query<{ id: bigint }>(
      db,
      'select id from debt_register_entries where premise_id = ?',
      [id]
    )
    for (const path of [
      `/debt-register/papers/${certificate!.id}`,
      `/debt-register/entries/${entry!.id}`,
    ]) {
      const page = plain(await open(client, 'ana', path)).replaceAll(/<[^>]*>|\s+/g, ' ')
      // 2 % and 3 % of R$ 100,00: nothing of it in the balance.
      assert.match(page, /Pago +R\$ 200,00 +Saldo +R\$ 400,00/)
      assert.match(page, /Encargos das parcelas vencidas +à parte do saldo +R\$ 5,00/)
      assert.match(
        page,
        /\(3\/6\) +vencida +desde [\d/]+: multa R\$ 2,00, juros e correção R\$ 3,00/
      )
    }
  }).tags(['@TR-3.2.9.18.14'])
})
