import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { type TestMonth, createMonth, invoicesOf, run } from './billed_month.ts'
import { report } from './reported_month.ts'

let month: TestMonth

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
