import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

type Row = Readonly<Record<string, string | boolean | null>>
interface Answer {
  readonly count: number
  readonly totals: Row
  readonly rows: readonly Row[]
}

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}`).loginAs(await ana())
  return answer.body() as Answer
}

const CITY = '(select id from access_municipalities limit 1)'
const RECEIVABLE = '1.1.2.2.1.01'
const SIBLING = '1.1.2.2.1.98'
const OTHER = '4.9.9.9.9.99'

const facts = async () => {
  const [row] = await query<{ id: bigint }>(
    db,
    `with new as (
       insert into accounting_facts (municipality_id, hash, facts) values (${CITY}, repeat('f', 64), '{}')
       on conflict (municipality_id, hash) do nothing returning id)
     select id from new union all select id from accounting_facts where hash = repeat('f', 64) limit 1`
  )
  return row!.id
}

async function post(day: string, debit: string, credit: string, cents: bigint): Promise<void> {
  await query(
    db,
    `insert into accounting_postings (municipality_id, posted_on, event, debit_account, credit_account, amount_cents, source_type,
       source_id, rule, version_id, pack_id, facts_id)
     values (${CITY}, ?, 'invoice_charge_issued', ?, ?, ?, 'tests.source', 1, 'r', 1, 1, ?)`,
    [day, debit, credit, cents, await facts()]
  )
}

test.group('Accounting | reports', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await post('2026-04-30', RECEIVABLE, OTHER, 50_000n)
    await post('2026-05-10', RECEIVABLE, OTHER, 20_000n)
    await post('2026-05-11', OTHER, RECEIVABLE, 5000n)
    await post('2026-04-29', SIBLING, OTHER, 1000n)
    await post('2026-05-12', SIBLING, OTHER, 300n)
    await post('2026-06-01', RECEIVABLE, OTHER, 999n)
  })

  test('balance of an account, and of those above it', async ({ assert, client }) => {
    const { rows } = await report(
      client,
      'accounting.account_balances',
      'from_on=2026-05-01&until_on=2026-05-31&account=1'
    )
    const figures = (account: string) => {
      const row = rows.find((one) => one.account === account)!
      return [row.opening_cents, row.debit_cents, row.credit_cents, row.closing_cents, row.nature]
    }
    assert.deepEqual(figures(RECEIVABLE), ['50000', '20000', '5000', '65000', 'debit'])
    assert.deepEqual(figures(SIBLING), ['1000', '300', '0', '1300', 'debit'])
    // Each account above is the sum of its children, which stand one level below it.
    for (const account of ['1.1.2.2.1', '1.1.2.2', '1.1.2', '1.1', '1']) {
      assert.deepEqual(figures(account), ['51000', '20300', '5000', '66300', 'debit'], account)
      const children = rows.filter(
        (one) =>
          one.account!.toString().startsWith(`${account}.`) &&
          one.account!.toString().split('.').length === account.split('.').length + 1
      )
      for (const [at, name] of (['opening', 'debit', 'credit', 'closing'] as const).entries()) {
        const sum = children.reduce((total, one) => total + Number(one[`${name}_cents`]), 0)
        assert.equal(sum, Number(figures(account)[at]), `${account} ${name}`)
      }
    }
    assert.equal(
      rows.find((one) => one.account === RECEIVABLE)!.title,
      'Clientes: faturas a receber'
    )
  }).tags(['@TR-3.2.19.55'])

  test('the ledger starts at the balance before and ends at that of the account', async ({
    assert,
    client,
  }) => {
    const { rows } = await report(
      client,
      'accounting.ledger',
      `from_on=2026-05-01&until_on=2026-05-31&account=${RECEIVABLE}`
    )
    assert.deepEqual(
      rows.map(({ balance_cents: balance }) => balance),
      ['70000', '65000']
    )
  })

  test('a day with an event that found no account is open; posted, it is closed', async ({
    assert,
    client,
  }) => {
    for (let i = 0; i < 9; i++) await post('2026-07-03', RECEIVABLE, OTHER, 100n)
    await query(
      db,
      `insert into accounting_unposted (municipality_id, posted_on, event, amount_cents, source_type, source_id, reason, facts_id)
       values (${CITY}, '2026-07-03', 'invoice_charge_issued', 100, 'tests.source', 1, 'Sem regra para o lixo', ?)`,
      [await facts()]
    )
    const day = async () => {
      const { rows } = await report(client, 'accounting.daily', 'reference=2026-07')
      return rows[0]!
    }
    const open = await day()
    assert.deepEqual(
      [open.events, open.entries, open.difference, open.missing, open.closed],
      ['10', '9', '1', 'Sem regra para o lixo', false]
    )
    await query(
      db,
      `update accounting_unposted set state = 'posted' where reason = 'Sem regra para o lixo'`
    )
    await post('2026-07-03', RECEIVABLE, OTHER, 100n)
    const closed = await day()
    assert.deepEqual([closed.events, closed.difference, closed.closed], ['10', '0', true])
  })

  test('a debt and its payment by rubric', async ({ assert, client }) => {
    const [receipt] = await query<{ id: bigint }>(
      db,
      `with who as (select premise_id, customer_id from registry_holdings where role = 'holder' and until_on is null limit 1),
            utility as (select id from receivables_beneficiaries where kind = 'utility' limit 1),
            invoice as (
              insert into billing_invoices (municipality_id, set_key, premise_id, debtor_id, reference, number, load_item_id, issued_on,
                due_on, period_from, period_until, total_cents, own_cents, third_party_cents, credits_cents, carried_in_cents,
                carried_out_cents, billed_m3, settlement, stage, arrangement, pack_id, deciding_date_kind, live_facts, live_facts_hash)
              select ${CITY}, premise_id, premise_id, customer_id, '2026-03', '700000000012', 0, '2026-03-01', '2026-03-10',
                     '2026-02-01', '2026-02-28', 10000, 10000, 0, 0, 0, 0, 10, 'open', 'ordinary', 'none', 1, 'read_on', '{}', repeat('0', 64)
                from who returning id),
            items as (
              insert into receivables_items (municipality_id, premise_id, debtor_id, reference, charge_type, beneficiary_id,
                component, amount_cents, open_cents, due_on, origin_type, origin_id, state)
              select ${CITY}, who.premise_id, who.customer_id, '2026-03', t.code, utility.id, 'principal', t.cents, t.cents,
                     '2026-03-10', 'billing.invoice', invoice.id, 'open'
                from who, utility, invoice, (values ('water', 6000), ('sewage', 3000), ('underpayment', 1000)) t (code, cents)
              returning id, amount_cents),
            receipt as (
              insert into receivables_receipts (municipality_id, agent_code, channel, paid_on, posted_on, amount_cents, class,
                state, applied_cents, credit_cents)
              values (${CITY}, '001', 'manual', '2026-04-02', '2026-04-02', 10000, 'unidentified', 'unidentified', 0, 0)
              returning id),
            paid as (
              insert into receivables_settlements (municipality_id, receipt_id, item_id, amount_cents, settled_on, posted_on)
              select ${CITY}, receipt.id, items.id, items.amount_cents, '2026-04-02', '2026-04-02' from receipt, items)
       select id from receipt`
    )
    assert.exists(receipt)
    const pending = await report(client, 'accounting.pending_by_rubric', 'position_on=2026-03-31')
    const mine = pending.rows.filter(({ due_on: due }) => due === '2026-03-10')
    assert.sameMembers(
      mine.map(({ open_cents: cents }) => cents),
      ['6000', '3000', '1000']
    )
    assert.equal(new Set(mine.map(({ rubric }) => rubric)).size, 3)
    assert.equal(new Set(mine.map(({ invoice_id: id }) => id)).size, 1)
    assert.isNotNull(mine[0]!.invoice_id)
    // The report of pendencies counts invoices, this one their items: both come to the same.
    for (const [day, open] of [
      ['2026-02-28', null],
      ['2026-03-31', '10000'],
      ['2026-04-01', '10000'],
      ['2026-04-02', null],
    ] as const) {
      const byRubric = await report(client, 'accounting.pending_by_rubric', `position_on=${day}`)
      const byInvoice = await report(client, 'billing.pendencies', `position_on=${day}`)
      assert.deepEqual([byRubric.totals.open_cents, byInvoice.totals.open_cents], [open, open], day)
    }
    const after = await report(client, 'accounting.pending_by_rubric', 'position_on=2026-04-02')
    assert.lengthOf(
      after.rows.filter(({ due_on: due }) => due === '2026-03-10'),
      0
    )
    const settled = await report(
      client,
      'accounting.settled_by_rubric',
      'from_on=2026-04-01&until_on=2026-04-30'
    )
    assert.equal(settled.totals.paid_cents, '10000')
    assert.lengthOf(settled.rows, 3)
  }).tags(['@TR-3.2.19.59'])
})
