import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import User from '#core/access/models/user'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { type TestMonth, createMonth, invoicesOf, municipality, run } from './billed_month.ts'

const ana = () => User.findByOrFail('email', 'ana.admin@demo.aqueduto')

type Row = Readonly<Record<string, string | null>>
interface Answer {
  readonly count: number
  readonly totals: Row
  readonly rows: readonly Row[]
}

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}`).loginAs(await ana())
  return answer.body() as Answer
}

interface Wanted {
  readonly premise: bigint
  readonly total: bigint
  readonly due: string
  readonly reference: string
  readonly issued?: string
  readonly debtor?: bigint
  readonly settlement?: string
  readonly paidOn?: string
  readonly postedOn?: string
}

let last = 0

/** An invoice of known days and figures with its debt, and its payment when it is paid. */
async function invoice(wanted: Wanted): Promise<bigint> {
  const city = await municipality()
  const { premise, total, due, reference, settlement = wanted.paidOn ? 'settled' : 'open' } = wanted
  const [own] = await query<{ id: bigint; debtor: bigint; beneficiary: bigint }>(
    db,
    `with first as (select id from registry_customers where municipality_id = ? order by id limit 1),
          utility as (select id from receivables_beneficiaries where municipality_id = ? and kind = 'utility' limit 1)
     insert into billing_invoices (municipality_id, set_key, premise_id, debtor_id, reference, number, load_item_id, issued_on,
       due_on, period_from, period_until, total_cents, settled_cents, own_cents, third_party_cents, credits_cents,
       carried_in_cents, carried_out_cents, billed_m3, settlement, stage, arrangement, pack_id, deciding_date_kind,
       live_facts, live_facts_hash)
     select ?, ?, ?, coalesce(?::bigint, first.id), ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 10, ?, 'ordinary', 'none', 1,
            'read_on', '{}', repeat('0', 64) from first
     returning id, debtor_id as debtor, (select id from utility) as beneficiary`,
    [
      ...[city, city, city, premise, premise, wanted.debtor ?? null, reference],
      ...[
        String(700_000_000_000 + ++last),
        wanted.issued ?? `${reference}-01`,
        due,
        `${reference}-01`,
      ],
      ...[`${reference}-28`, total, settlement === 'settled' ? total : 0n, total, settlement],
    ]
  )
  const [item] = await query<{ id: bigint }>(
    db,
    `insert into receivables_items (municipality_id, premise_id, debtor_id, reference, charge_type, category, beneficiary_id,
       component, amount_cents, open_cents, due_on, origin_type, origin_id, state)
     values (?, ?, ?, ?, 'water', 'RES', ?, 'principal', ?, ?, ?, 'billing.invoice', ?, ?) returning id`,
    [
      ...[city, premise, own!.debtor, reference, own!.beneficiary, total],
      ...[
        settlement === 'open' ? total : 0n,
        due,
        own!.id,
        settlement === 'open' ? 'open' : 'settled',
      ],
    ]
  )
  const { paidOn, postedOn = paidOn } = wanted
  if (paidOn)
    await query(
      db,
      `with document as (
         insert into receivables_documents (municipality_id, number, kind, premise_id, debtor_id, reference, amount_cents,
           issued_on, due_on, valid_until, state)
         values (?, ?, 'invoice', ?, ?, ?, 0, ?, ?, ?, 'covered') returning id
       ), receipt as (
         insert into receivables_receipts (municipality_id, document_id, premise_id, agent_code, channel, paid_on, posted_on,
           amount_cents, class, state, applied_cents, credit_cents)
         select ?, id, ?, '001', 'manual', ?, ?, ?, 'exact', 'identified', ?, 0 from document returning id)
       insert into receivables_settlements (municipality_id, receipt_id, item_id, amount_cents, settled_on, posted_on)
       select ?, id, ?, ?, ?, ? from receipt`,
      [
        ...[city, String(600_000_000_000 + ++last), premise, own!.debtor, reference, due, due, due],
        ...[city, premise, paidOn, postedOn!, total, total],
        ...[city, item!.id, total, paidOn, postedOn!],
      ]
    )
  return own!.id
}

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

test.group('Billing | reports of a billed month', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-21T12:00:00Z')
    const one = (category: string) => [{ category, economies: 1 }]
    month = await createMonth([
      { economies: one('RES'), m3: '8', sewage: 'collected' },
      { economies: one('RES'), m3: '25', measured: null },
      { economies: one('COM'), m3: '40' },
      { economies: one('RES'), m3: '12', state: 'held' },
    ])
    await run(month)
  })
  group.teardown(() => clock.restore())

  test('the follow-up holds every unit of the group: invoices, and why there is none', async ({
    assert,
    client,
  }) => {
    const filters = `reference=2026-11&billing_group=${month.billingGroupId}`
    const { rows, count, totals } = await report(client, 'billing.follow_up', filters)
    assert.equal(count, 4)
    const missing = rows.filter(({ invoice_id: id }) => id === null)
    assert.deepEqual(
      missing.map(({ reason }) => reason),
      ['reading_held']
    )
    const summary = await report(client, 'billing.summary_by_category', filters)
    assert.equal(totals.total_cents, summary.totals.total_cents)
  }).tags(['@TR-3.2.19.65'])

  test('the summaries by category, group, band and kind add up to the invoices', async ({
    assert,
    client,
  }) => {
    const invoices = await invoicesOf(month)
    const total = String(invoices.reduce((sum, { total_cents: cents }) => sum + cents, 0n))
    const filters = `reference=2026-11&billing_group=${month.billingGroupId}`
    const category = await report(client, 'billing.summary_by_category', filters)
    const issued = `from_on=2026-11-20&until_on=2026-11-20&billing_group=${month.billingGroupId}`
    const byGroup = await report(client, 'billing.summary_by_group', issued)
    const byBand = await report(client, 'billing.summary_by_band', filters)
    const byKind = await report(client, 'billing.summary_by_kind', filters)
    for (const one of [category, byGroup, byBand, byKind])
      assert.equal(one.totals.total_cents, total)
    const large = byBand.rows.filter(({ band }) => band!.includes('21 a 30'))
    assert.deepEqual(
      large.map(({ invoices: many, total_cents: cents }) => [many, cents]),
      [['1', String(invoices[1]!.total_cents)]]
    )
    const residential = byKind.rows.filter((row) => row.category === 'RES')
    assert.sameMembers(
      residential.map(({ kind, invoices: many }) => `${kind} ${many}`),
      ['measured 1', 'estimated 1']
    )
  }).tags(['@TR-3.2.19.87'])

  test('consumption falls into bands; other bands, the same volume', async ({ assert, client }) => {
    const own = `from_reference=2026-11&until_reference=2026-11&billing_group=${month.billingGroupId}`
    await query(
      db,
      `update readings_readings set billed_m3 = 0.000 where load_id = ? and kind = 'estimated'`,
      [month.loadId]
    )
    const usual = await report(
      client,
      'billing.consumption_history',
      `${own}&bands=10%2C15%2C20%2C30%2C50`
    )
    const shown = usual.rows.filter(({ billed_m3: m3 }) => Number(m3) > 0)
    assert.sameDeepMembers(
      shown.map(({ band, billed_m3: m3 }) => [band!.slice(5), Number(m3)]),
      [
        ['até 10', 8],
        ['11 a 15', 12],
        ['31 a 50', 40],
      ]
    )
    const other = await report(client, 'billing.consumption_history', `${own}&bands=20`)
    assert.lengthOf(other.rows, 2)
    assert.equal(Number(usual.totals.billed_m3), 60)
    assert.equal(Number(other.totals.billed_m3), 60)
  }).tags(['@TR-3.2.19.84'])
})

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
