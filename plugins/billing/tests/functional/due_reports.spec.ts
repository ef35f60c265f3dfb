import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { type TestMonth, createMonth, municipality } from './billed_month.ts'
import { invoice, report } from './reported_month.ts'

const customer = async (name: string) => {
  const [row] = await query<{ id: bigint }>(
    db,
    `insert into registry_customers (municipality_id, kind, name) values (?, 'company', ?) returning id`,
    [await municipality(), name]
  )
  return row!.id
}

let month: TestMonth
let premises: readonly bigint[]

test.group('Billing | reports of what is due', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-21T12:00:00Z')
    const made = await createMonth(
      Array.from({ length: 10 }, () => ({
        economies: [{ category: 'RES', economies: 1 }],
        m3: '5',
      }))
    )
    premises = made.premiseIds
    month = made
  })
  group.teardown(() => clock.restore())

  test('what falls due on a day, and what of it is likely to come in time', async ({
    assert,
    client,
  }) => {
    // Of 100,00 that fell due before, 80,00 came in time.
    const before = { reference: '2026-01', due: '2026-01-10' }
    await invoice({ ...before, premise: premises[0]!, total: 8000n, paidOn: '2026-01-09' })
    await invoice({ ...before, premise: premises[1]!, total: 2000n, paidOn: '2026-01-20' })
    const now = { reference: '2026-02', due: '2026-02-10' }
    await invoice({ ...now, premise: premises[0]!, total: 4000n })
    await invoice({ ...now, premise: premises[1]!, total: 6000n })
    await invoice({ ...now, premise: premises[2]!, total: 900n, settlement: 'cancelled' })
    await invoice({ ...now, premise: premises[3]!, total: 700n, settlement: 'replaced' })
    await invoice({ ...now, premise: premises[4]!, total: 600n, due: '2026-03-01' })
    const { rows } = await report(
      client,
      'billing.due_forecast',
      `from_on=2026-02-01&until_on=2026-02-28&history_months=3&billing_group=${month.billingGroupId}`
    )
    assert.deepEqual(
      rows.map((row) => [row.due_on, row.invoices, row.total_cents, row.expected_cents]),
      [['2026-02-10', '2', '10000', '8000']]
    )
  }).tags(['@TR-3.2.19.44'])

  test('due days: paid in time, late, not at all', async ({ assert, client }) => {
    const march = { reference: '2026-03', due: '2026-03-10', total: 1000n }
    await invoice({ ...march, premise: premises[0]!, paidOn: '2026-03-09' })
    await invoice({ ...march, premise: premises[1]!, paidOn: '2026-03-10' })
    await invoice({ ...march, premise: premises[2]!, paidOn: '2026-03-25' })
    await invoice({ ...march, premise: premises[3]! })
    await invoice({ ...march, premise: premises[4]!, due: '2026-03-25', paidOn: '2026-03-25' })
    const { rows } = await report(
      client,
      'billing.overdue_by_due_day',
      `reference=2026-03&position_on=2026-04-30&billing_group=${month.billingGroupId}`
    )
    assert.deepEqual(
      rows.map((row) =>
        [row.due_day, row.invoices, row.on_time, row.late, row.overdue].map(Number)
      ),
      [
        [10, 4, 2, 1, 1],
        [25, 1, 1, 0, 0],
      ]
    )
    assert.equal(Number(rows[0]!.overdue_percent), 25)
    // On a day before the late payment that invoice was overdue as well.
    const before = await report(
      client,
      'billing.overdue_by_due_day',
      `reference=2026-03&position_on=2026-03-20&billing_group=${month.billingGroupId}`
    )
    assert.deepEqual(
      before.rows.map((row) =>
        [row.due_day, row.invoices, row.on_time, row.late, row.overdue, row.overdue_cents].map(
          Number
        )
      ),
      [
        [10, 4, 2, 0, 2, 2000],
        [25, 1, 0, 0, 0, 0],
      ]
    )
  }).tags(['@TR-3.2.19.74'])

  test('a debt projected to a day has its fine and interest; on its due day, none', async ({
    assert,
    client,
  }) => {
    const id = await invoice({
      premise: premises[5]!,
      reference: '2026-04',
      due: '2026-04-10',
      total: 10_000n,
    })
    const at = async (day: string, least: number) => {
      const { rows } = await report(
        client,
        'billing.overdue_projection',
        `position_on=${day}&least_days=${least}&fine_percent=2&interest_percent=0%2C99&billing_group=${month.billingGroupId}`
      )
      const row = rows.find(({ invoice_id: one }) => one === String(id))!
      return [row.fine_cents, row.interest_cents, row.updated_cents].map(Number)
    }
    assert.deepEqual(await at('2026-05-10', 1), [200, 99, 10_299])
    assert.deepEqual(await at('2026-05-10', 30), [200, 99, 10_299])
    assert.deepEqual(await at('2026-04-10', 0), [0, 0, 10_000])
  }).tags(['@TR-3.2.19.45'])

  test('the largest debtors, each once with all premises', async ({ assert, client }) => {
    await query(
      db,
      `update billing_invoices set settlement = 'settled', settled_cents = total_cents where settlement = 'open'`
    )
    const [first, second, third] = [
      await customer('Maior'),
      await customer('Segunda'),
      await customer('Terceira'),
    ]
    const june = { reference: '2026-06', due: '2026-06-10' }
    await invoice({ ...june, premise: premises[0]!, total: 20_000n, debtor: first })
    await invoice({ ...june, premise: premises[1]!, total: 20_000n, debtor: first })
    await invoice({ ...june, premise: premises[2]!, total: 10_000n, debtor: first })
    await invoice({ ...june, premise: premises[3]!, total: 30_000n, debtor: second })
    await invoice({ ...june, premise: premises[4]!, total: 20_000n, debtor: third })
    const { rows, totals } = await report(
      client,
      'billing.large_debtors',
      'top=2&position_on=2026-07-01'
    )
    assert.deepEqual(
      rows.map((row) => [row.customer_id, Number(row.premises), Number(row.open_cents)]),
      [
        [String(first), 3, 50_000],
        [String(second), 1, 30_000],
      ]
    )
    assert.equal(Number(totals.share_percent), 80)
  }).tags(['@TR-3.2.19.42'])

  test('pending on a day and paid after it', async ({ assert, client }) => {
    const may = { reference: '2026-05', due: '2026-05-20', issued: '2026-05-02' }
    const paid = await invoice({
      ...may,
      premise: premises[6]!,
      total: 7000n,
      paidOn: '2026-06-05',
    })
    await invoice({ ...may, premise: premises[7]!, total: 4000n })
    const own = `billing_group=${month.billingGroupId}`
    const later = await report(
      client,
      'billing.later_payments',
      `position_on=2026-05-31&until_on=2026-06-30&${own}`
    )
    assert.deepEqual(
      later.rows.map((row) => [row.invoice_id, row.paid_on, row.paid_cents, row.left_cents]),
      [[String(paid), '2026-06-05', '7000', '0']]
    )
    const pending = async (day: string) => {
      const found = await report(client, 'billing.pendencies', `position_on=${day}&${own}`)
      return Number(found.totals.open_cents)
    }
    const fall = (await pending('2026-05-31')) - (await pending('2026-06-05'))
    // What was issued between the two days would hide the fall: nothing but the invoices of June's first day was.
    const [issued] = await query<{ cents: bigint }>(
      db,
      `select coalesce(sum(total_cents), 0)::bigint as cents from billing_invoices i join registry_premises p on p.id = i.premise_id
        where p.billing_group_id = ? and i.issued_on between '2026-06-01' and '2026-06-05'`,
      [month.billingGroupId]
    )
    assert.equal(fall + Number(issued!.cents), 7000)
  }).tags(['@TR-3.2.19.50'])
})
