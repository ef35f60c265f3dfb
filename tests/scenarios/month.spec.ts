import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { RefMonth } from '#core/calendar/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { quietConsole } from '#database/demo/cycle/console'
import { type CycleOutcome, runCycle } from '#database/demo/cycle/cycle'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import {
  TARIFF_TABLE,
  type TariffTable,
  contentOnScreen,
  putInForce,
} from './support/configuration.ts'
import { actorOf, open } from './support/people.ts'

const OCTOBER = '2026-10' as RefMonth
const NOVEMBER = '2026-11' as RefMonth

/** Cents per economy and month that the city hall charges on the bill. */
const GARBAGE: Readonly<Record<string, bigint>> = { RES: 850n, COM: 1700n, IND: 2550n }

/** Bruno's month, on the 25th: all files of the month have come. */
async function cycle(reference: RefMonth): Promise<CycleOutcome> {
  clock.freeze(`${reference}-25T15:00:00Z`)
  return runCycle(quietConsole(await actorOf('bruno')), { reference })
}

/** Rows and a hash of the whole content of every table of every plugin. */
async function snapshot(): Promise<Record<string, string>> {
  const state: Record<string, string> = {}
  for (const table of registries().plugins.flatMap(({ tables }) => tables)) {
    const [row] = await query<{ content: string }>(
      db,
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as content
         from ${table} t`
    )
    state[table] = row!.content
  }
  return state
}

/** The only value of the only row. */
async function one<T>(sql: string, bindings: readonly (string | bigint)[] = []): Promise<T> {
  const [row] = await query<Record<string, T>>(db, sql, [...bindings])
  return Object.values(row!)[0]!
}

const half = (numerator: bigint, denominator: bigint) =>
  (2n * numerator + denominator) / (2n * denominator)

test.group('Scenario | the month, twice', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(60_000)

  let october: CycleOutcome

  test('the city hall garbage fee is put in force', async ({ client }) => {
    clock.freeze('2026-08-01T15:00:00Z')
    const table = await contentOnScreen<TariffTable>(client, TARIFF_TABLE)
    table.garbage = { RES: '8.50', COM: '17.00', IND: '25.50' }
    await putInForce(client, table, { item: TARIFF_TABLE, from: '2026-08-01' })
    const item = await open(client, 'ana', `/configuration/${TARIFF_TABLE}`)
    item.assertTextIncludes('Em vigor desde 01/08/2026')
  })

  test('every premise of the load gets one invoice', async ({ assert }) => {
    october = await cycle(OCTOBER)
    const rows = await query<{ premise_id: bigint; count: bigint }>(
      db,
      `select p.id as premise_id, count(i.id) as count
         from registry_premises p left join billing_invoices i on i.premise_id = p.id and i.reference = ?
        group by p.id`,
      [OCTOBER]
    )
    assert.lengthOf(rows, 44)
    assert.isTrue(rows.every(({ count }) => count === 1n))
    assert.equal(await one('select count(*) from billing_parked'), 0n)
  })

  test('every bridge closes, in the run, on screen and by the command', async ({
    assert,
    client,
  }) => {
    for (const { group: billed, bridges } of october.groups) {
      const names = bridges.map(({ name }) => name)
      for (const name of ['readings.volume', 'billing.volume', 'billing.issued']) {
        assert.include(names, name)
      }
      for (const name of ['receivables.balance', 'payments.file_money', 'payments.file_lines']) {
        assert.include(names, name)
      }
      for (const { name, isClosed, remainder } of bridges) {
        assert.isTrue(isClosed, `${name} of group ${billed.code}: ${remainder}`)
      }
    }
    const page = await open(client, 'ana', `/bridges?group=01&reference=${OCTOBER}`)
    page.assertStatus(200)
    assert.notInclude(page.text(), 'DIFERENÇA')
    const { exitCode, text } = await command('bridges', ['--group=02', `--reference=${OCTOBER}`])
    assert.equal(exitCode, 0, text)
    assert.include(text, 'conferências fecham')
  })

  test("what is the city hall's stands apart: on the line, on the debt, on the invoice", async ({
    assert,
  }) => {
    const lines = await query<{
      category: string
      amount_cents: bigint
      economies: number
      code: string
    }>(
      db,
      `select c.category, c.amount_cents, e.economies, b.code
         from billing_charges c
         join registry_premise_economies e on e.premise_id = c.premise_id and e.category = c.category and e.until_on is null
         join receivables_beneficiaries b on b.id = c.beneficiary_id
        where c.charge_type = 'garbage'`
    )
    assert.isAbove(lines.length, 20)
    for (const { category, amount_cents: cents, economies, code } of lines) {
      assert.equal(cents, GARBAGE[category]! * BigInt(economies))
      assert.equal(code, 'city_hall')
    }
    const charged = lines.reduce((sum, { amount_cents: cents }) => sum + cents, 0n)
    assert.equal(
      await one('select sum(third_party_cents)::bigint from billing_invoices'),
      charged,
      'invoices'
    )
    assert.equal(
      await one(
        `select sum(i.amount_cents)::bigint from receivables_items i
           join receivables_beneficiaries b on b.id = i.beneficiary_id where b.kind = 'third_party'`
      ),
      charged,
      'debts'
    )
  })

  test('a condominium is billed together: its meter is what its units and the share add up to', async ({
    assert,
  }) => {
    interface Invoice {
      readonly kind: string
      readonly run_id: bigint
      readonly share_m3: string
      readonly billed_m3: string
    }
    const invoices = await query<Invoice>(
      db,
      `select p.kind, i.run_id, i.share_m3, i.billed_m3
         from billing_invoices i join registry_premises p on p.id = i.premise_id
        where i.set_key = (select id from registry_premises where complement = 'Condomínio Residencial Buriti')
        order by i.id`
    )
    assert.sameMembers(
      invoices.map(({ kind }) => kind),
      ['condominium_master', ...Array.from({ length: 4 }, () => 'condominium_child')]
    )
    assert.lengthOf([...new Set(invoices.map(({ run_id: run }) => run))], 1)
    // What each meter turned after the critique is what is billed without the share.
    const litres = (text: string) => BigInt(text.replace('.', ''))
    const own = (invoice: Invoice) => litres(invoice.billed_m3) - litres(invoice.share_m3)
    const sum = (list: readonly Invoice[], of: (invoice: Invoice) => bigint) =>
      list.reduce((total, invoice) => total + of(invoice), 0n)
    const master = invoices.find(({ kind }) => kind === 'condominium_master')!
    const units = invoices.filter((invoice) => invoice !== master)
    const billed = sum(units, ({ billed_m3: m3 }) => litres(m3))
    assert.isTrue(own(master) > 0n)
    assert.equal(billed, own(master) > sum(units, own) ? own(master) : sum(units, own))
    assert.equal(litres(master.billed_m3), 0n)
  })

  test('the same month again changes no row of any table', async ({ assert }) => {
    const before = await snapshot()
    assert.isAbove(Object.keys(before).length, 30)
    const again = await cycle(OCTOBER)
    assert.deepEqual(await snapshot(), before)
    for (const { bridges } of again.groups) {
      assert.isTrue(bridges.every(({ isClosed }) => isClosed))
    }
  })

  test('a second copy paid after it expired settles what it covered', async ({ assert }) => {
    const paid = await query<{ open_cents: bigint; settlement: string }>(
      db,
      `select sum(i.open_cents)::bigint as open_cents, min(v.settlement) as settlement
         from receivables_receipts r
         join receivables_documents d on d.id = r.document_id
         join receivables_document_items l on l.document_id = d.id
         join receivables_items i on i.id = l.item_id
         join billing_invoices v on v.premise_id = d.premise_id and v.reference = d.reference
        where r.class = 'expired_document' and d.kind = 'second_copy' and r.paid_on > d.valid_until
        group by r.id`
    )
    assert.lengthOf(paid, 6)
    for (const { open_cents: cents, settlement } of paid) {
      assert.equal(cents, 0n)
      assert.equal(settlement, 'settled')
    }
  })

  test('a Pix that the bank file tells again is one receipt and no credit', async ({ assert }) => {
    const receipts = await query<{ advices: bigint; receipts: bigint; credit_cents: bigint }>(
      db,
      `select count(a.id) as advices, count(distinct r.id) as receipts, sum(r.credit_cents)::bigint as credit_cents
         from receivables_receipts r join receivables_advices a on a.receipt_id = r.id
        where r.channel = 'pix_notice' group by r.document_id`
    )
    assert.lengthOf(receipts, 12)
    for (const row of receipts) {
      assert.deepEqual({ ...row }, { advices: 2n, receipts: 1n, credit_cents: 0n })
    }
    assert.equal(await one(`select count(*) from payments_file_lines where fate = 'joined'`), 12n)
  })

  test('November carries fine and interest of the late payers of October, no more', async ({
    assert,
  }) => {
    const { groups } = await cycle(NOVEMBER)
    assert.isTrue(groups.every(({ bridges }) => bridges.every(({ isClosed }) => isClosed)))
    const late = await query<{ premise_id: bigint; base: bigint; days: number }>(
      db,
      `select d.premise_id, sum(i.amount_cents)::bigint as base, r.paid_on - i.due_on as days
         from receivables_receipts r
         join receivables_documents d on d.id = r.document_id and d.reference = ?
         join receivables_document_items l on l.document_id = d.id
         join receivables_items i on i.id = l.item_id and i.component = 'principal'
         join receivables_beneficiaries b on b.id = i.beneficiary_id and b.kind = 'utility'
        where r.class in ('late', 'expired_document') and r.paid_on > i.due_on
        group by d.premise_id, r.paid_on, i.due_on`,
      [OCTOBER]
    )
    assert.isAbove(late.length, 5)
    // DECISIONS 22: 2 % once; 1 % a month is base × days ÷ 3000 in exact fractions, half up to the cent.
    const expected = late.flatMap(({ premise_id: premise, base, days }) => [
      { premise, type: 'late_fine', cents: half(base * 2n, 100n) },
      { premise, type: 'late_interest', cents: half(base * BigInt(days), 3000n) },
    ])
    const charged = await query<{ premise: bigint; type: string; cents: bigint }>(
      db,
      `select c.premise_id as premise, c.charge_type as type, c.amount_cents as cents
         from billing_charges c join billing_invoices i on i.id = c.invoice_id
        where i.reference = ? and c.component in ('fine', 'interest')`,
      [NOVEMBER]
    )
    assert.sameDeepMembers(
      charged.map((row) => ({ ...row })),
      expected.filter(({ cents }) => cents > 0n)
    )
  })

  test('credits of what was paid twice lower the next invoice and what it asks for', async ({
    assert,
  }) => {
    const credits = await query<{ amount_cents: bigint; open_cents: bigint; used: bigint }>(
      db,
      `select c.amount_cents, c.open_cents, coalesce(sum(u.amount_cents), 0)::bigint as used
         from receivables_credits c
         join receivables_receipts r on r.id = c.receipt_id
         join receivables_documents d on d.id = r.document_id and d.reference = ?
         left join receivables_credit_uses u on u.credit_id = c.id
        where c.cause = 'duplicate' group by c.id`,
      [OCTOBER]
    )
    assert.lengthOf(credits, 4)
    for (const { amount_cents: amount, open_cents: left, used } of credits) {
      assert.isTrue(used > 0n)
      assert.equal(amount, left + used)
    }
    const lowered = await query<{ total: bigint; asked: bigint; gross: bigint; credits: bigint }>(
      db,
      `select i.total_cents as total, d.amount_cents as asked, i.credits_cents as credits,
              (select sum(amount_cents) from billing_charges c where c.invoice_id = i.id)::bigint as gross
         from billing_invoices i join receivables_documents d on d.id = i.document_id
        where i.reference = ? and i.credits_cents > 0`,
      [NOVEMBER]
    )
    assert.isAtLeast(lowered.length, 4)
    for (const { total, asked, gross, credits: used } of lowered) {
      assert.equal(total, gross - used)
      assert.equal(asked, total)
    }
  })

  test('postings balance and nothing waits; trail and configuration are whole', async ({
    assert,
  }) => {
    assert.equal(await one('select count(*) from accounting_unposted'), 0n)
    const posted = (events: string) =>
      one(
        `select sum(amount_cents)::bigint from accounting_postings where event = any(string_to_array(?, ' '))`,
        [events]
      )
    assert.equal(
      await posted('invoice_charge_issued third_party_charge_issued'),
      await one(
        `select sum(amount_cents)::bigint from billing_charges where charge_type in ('water', 'sewage', 'garbage')`
      ),
      'what was charged'
    )
    assert.equal(
      await posted('receipt_settled overpayment_credit unidentified_receipt'),
      await one('select sum(amount_cents)::bigint from receivables_receipts'),
      'what was received'
    )
    const trail = await command('audit:verify')
    assert.equal(trail.exitCode, 0, trail.text)
    const versions = await command('configuration:verify')
    assert.equal(versions.exitCode, 0, versions.text)
  })
})
