import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { type TestMonth, createMonth, invoicesOf, municipality, run } from './billed_month.ts'

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
    // A unit out of use is none that billing missed; a credit of 5,00 pays of the first unit's invoice.
    await query(
      db,
      `with gone as (
         insert into registry_premises (municipality_id, registration_number, kind, street, district, locality_id, billing_group_id,
           status, deactivated_on)
         select municipality_id, '899999999', 'single', street, district, locality_id, billing_group_id, 'inactive', '2026-10-01'
           from registry_premises where id = ?)
       insert into receivables_credits (municipality_id, premise_id, customer_id, cause, amount_cents, open_cents, held_until, created_on)
       select municipality_id, ?, id, 'overpayment', 500, 500, '2026-11-01', '2026-10-28'
         from registry_customers order by id limit 1`,
      [month.premiseIds[0]!, month.premiseIds[0]!]
    )
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
      missing.map(({ reason, situation }) => [reason, situation]),
      [['reading_held', 'not_billed']]
    )
    const [{ active } = { active: -1 }] = await query<{ active: number }>(
      db,
      `select count(*)::int as active from registry_premises where billing_group_id = ? and status = 'active'`,
      [month.billingGroupId]
    )
    assert.equal(active, 4)
    const billed = rows.filter(({ invoice_id: id }) => id !== null)
    assert.equal(new Set(billed.map(({ invoice_id: id }) => id)).size + missing.length, active)
    const summary = await report(client, 'billing.summary_by_category', filters)
    assert.equal(totals.charged_cents, summary.totals.total_cents)
    // What is billed less what a credit paid of it is what is to be paid; 5,00 were credited to one unit.
    assert.deepEqual([totals.credits_cents, totals.carried_out_cents], ['500', '0'])
    assert.equal(Number(totals.charged_cents) - 500, Number(totals.total_cents))
    const invoices = await invoicesOf(month)
    const sum = invoices.reduce((total, { total_cents: cents }) => total + cents, 0n)
    assert.equal(totals.total_cents, String(sum))
    const gone = await report(client, 'billing.follow_up', `${filters}&situation=not_billed`)
    assert.equal(gone.count, 1)
  }).tags(['@TR-3.2.19.65'])

  test('the summaries by category, group, band and kind add up to the invoices', async ({
    assert,
    client,
  }) => {
    const invoices = await invoicesOf(month)
    const total = String(
      invoices.reduce((sum, one) => sum + one.total_cents + one.credits_cents, 0n)
    )
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
    // An invoice of two categories is one invoice: in the band, in all, and in each of the summaries.
    const mixed = await createMonth([
      {
        economies: [
          { category: 'RES', economies: 1 },
          { category: 'COM', economies: 1 },
        ],
        m3: '25',
      },
      { economies: [{ category: 'RES', economies: 1 }], m3: '25' },
    ])
    await run(mixed)
    const two = await invoicesOf(mixed)
    for (const name of ['band', 'category', 'kind']) {
      const { rows, totals } = await report(
        client,
        `billing.summary_by_${name}`,
        `reference=2026-11&billing_group=${mixed.billingGroupId}`
      )
      assert.equal(totals.invoices, '2', name)
      assert.equal(
        totals.total_cents,
        String(two.reduce((sum, { total_cents: cents }) => sum + cents, 0n)),
        name
      )
      assert.sameMembers([...new Set(rows.map(({ category: code }) => code))], ['RES', 'COM'])
      if (name === 'band')
        assert.deepEqual([...new Set(rows.map(({ band }) => band!.slice(5)))], ['21 a 30'])
    }
    const residential = byKind.rows.filter((row) => row.category === 'RES')
    assert.sameMembers(
      residential.map(({ kind, invoices: many }) => `${kind} ${many}`),
      ['measured 1', 'estimated 1']
    )
  }).tags(['@TR-3.2.19.87'])

  test('consumption falls into bands; other bands, the same volume', async ({ assert, client }) => {
    const one = { economies: [{ category: 'RES', economies: 1 }] }
    const three = await createMonth([
      { ...one, m3: '8' },
      { ...one, m3: '12' },
      { ...one, m3: '40' },
      { ...one, m3: '500', state: 'held' },
      { ...one, m3: '700' },
    ])
    // The consumption of the last one was taken over by a later load: it is counted there.
    await query(
      db,
      `update readings_readings set billing = 'superseded', superseded_by = load_id where load_id = ? and billed_m3 = 700`,
      [three.loadId]
    )
    const own = `from_reference=2026-11&until_reference=2026-11&billing_group=${three.billingGroupId}`
    const bandsOf = async (limits: string) => {
      const { rows, totals } = await report(
        client,
        'billing.consumption_history',
        `${own}&bands=${limits}`
      )
      assert.equal(Number(totals.billed_m3), 60)
      assert.equal(Number(totals.premises), 3)
      return rows.map((row) => [
        row.band!.slice(5),
        Number(row.premises),
        Number(row.billed_m3),
        Number(row.measured_m3),
      ])
    }
    assert.sameDeepMembers(await bandsOf('10%2C15%2C20%2C30%2C50'), [
      ['até 10', 1, 8, 8],
      ['11 a 15', 1, 12, 12],
      ['31 a 50', 1, 40, 40],
    ])
    assert.sameDeepMembers(await bandsOf('20'), [
      ['até 20', 2, 20, 20],
      ['acima de 20', 1, 40, 40],
    ])
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
