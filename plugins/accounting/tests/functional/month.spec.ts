import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { clock, nextMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { quietConsole } from '#database/demo/cycle/console'
import { type CycleOutcome, runCycle } from '#database/demo/cycle/cycle'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'

const OWN = /^(payments|accounting)\./
/** Printing is proved elsewhere. */
const PRINTED = 1

async function municipality(): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(db, 'select id from access_municipalities')
  return row!.id
}

async function count(sql: string): Promise<bigint> {
  const [row] = await query<{ n: bigint }>(db, sql)
  return row!.n
}

/** Charges of invoices, settlements, credits and late charges that have no posting of their own. */
const UNTOLD = `
  select count(*) as n from (
    select c.invoice_id as source, c.id as line, 'billing.invoices' as type from billing_charges c
     where c.version_id is not null and c.amount_cents > 0
    union all
    select receipt_id, id, 'receivables.receipts' from receivables_settlements where amount_cents > 0
    union all
    select receipt_id, id, 'receivables.receipts' from receivables_credits) told
   where not exists (select from accounting_postings p
                      where p.source_type = told.type and p.source_id = told.source and p.source_line = told.line)`

test.group('Accounting | two months of the demo municipality', (group) => {
  let first: CycleOutcome
  let second: CycleOutcome

  freshDatabase(group)
  group.setup(async () => {
    const on = quietConsole(systemActor(await municipality()))
    clock.freeze('2026-10-28T12:00:00-04:00')
    first = await runCycle(on, { pdf: PRINTED })
    clock.freeze('2026-12-05T12:00:00-04:00')
    second = await runCycle(on, { reference: nextMonth(first.reference), pdf: PRINTED })
  })
  group.teardown(() => clock.restore())

  test('every check of payments and accounting closes, in both months', ({ assert }) => {
    const bridges = [...first.groups, ...second.groups]
      .flatMap((one) => one.bridges)
      .filter(({ name }) => OWN.test(name))
    assert.isAbove(bridges.length, 20)
    assert.deepEqual(
      bridges.filter(({ isClosed }) => !isClosed).map(({ name, remainder }) => [name, remainder]),
      []
    )
    const moved = new Set(
      bridges.filter(({ terms }) => terms[0]!.value !== 0n).map(({ name }) => name)
    )
    const names = ['receivables', 'cash', 'revenue', 'late_revenue', 'customer_credits']
    assert.includeMembers(
      [...moved],
      names.map((name) => `accounting.${name}`)
    )
  })

  test('every charge, settlement and credit has its entry, dated on its day and linked to it', async ({
    assert,
  }) => {
    assert.equal(await count(UNTOLD), 0n)
    assert.equal(await count('select count(*) as n from accounting_unposted'), 0n)
    const wrongDay = `select count(*) as n from accounting_postings p
       join billing_invoices i on p.source_type = 'billing.invoices' and i.id = p.source_id
      where p.posted_on <> i.issued_on`
    assert.equal(await count(wrongDay), 0n)
    const wrongReceipt = `select count(*) as n from accounting_postings p
       join receivables_receipts r on p.source_type = 'receivables.receipts' and r.id = p.source_id
      where p.posted_on <> r.posted_on`
    assert.equal(await count(wrongReceipt), 0n)
    const events = await query<{ event: string }>(
      db,
      'select distinct event from accounting_postings'
    )
    assert.includeMembers(
      events.map(({ event }) => event),
      ['invoice_charge_issued', 'receipt_settled', 'overpayment_credit', 'late_charge']
    )
  }).tags(['@TR-3.2.10'])

  test('credits of the first month pay invoices of the second and leave the books right', async ({
    assert,
  }) => {
    const uses = await count(
      'select coalesce(sum(amount_cents), 0)::bigint as n from receivables_credit_uses'
    )
    const posted = await count(
      `select coalesce(sum(amount_cents), 0)::bigint as n from accounting_postings where event = 'credit_applied'`
    )
    assert.isTrue(uses > 0n)
    assert.equal(posted, uses)
  })

  test('from the balance of an account to its entries and from an entry to its receipt', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const period = 'from=2026-01-01&until=2026-12-31'
    const page = await client.get(`/accounting/trial-balance?${period}`).loginAs(user)
    const account = '1.1.1.1.1.19'
    const wanted = `debit_account=${account}&posted_on_from=2026-01-01&posted_on_to=2026-12-31`
    assert.include(page.text().replaceAll('&amp;', '&'), `/accounting/postings?${wanted}`)
    const list = await client.get(`/api/accounting/postings?${wanted}&size=100`).loginAs(user)
    const { data, total } = list.body() as {
      data: { id: string; amount_cents: string }[]
      total: number
    }
    assert.lengthOf(data, total)
    const sum = data.reduce((cents, row) => cents + BigInt(row.amount_cents), 0n)
    const balance = await count(
      `select sum(amount_cents)::bigint as n from accounting_postings where debit_account = '${account}'`
    )
    assert.equal(sum, balance)
    const entry = await client.get(`/accounting/postings/${data[0]!.id}`).loginAs(user)
    const [, path] = /href="(\/receivables\/receipts\/\d+)"/.exec(entry.text())!
    const receipt = await client.get(path!).loginAs(user)
    receipt.assertStatus(200)
  }).tags(['@TR-3.2.10.10a'])

  test('every charge of a month stands in the billing of the accounting with its posting', async ({
    assert,
    client,
  }) => {
    const answer = await client
      .get(`/api/reports/accounting.billing_detail?reference=${first.reference}`)
      .loginAs(await bruno())
    const { totals } = answer.body() as { totals: Record<string, string> }
    assert.notEqual(totals.posted_cents, '0')
    const charged = await count(
      `select sum(c.amount_cents)::bigint as n from billing_charges c join billing_invoices i on i.id = c.invoice_id
        where i.reference = '${first.reference}' and c.component = 'principal' and c.version_id is not null`
    )
    assert.equal(BigInt(totals.posted_cents!), charged)
  })
})
