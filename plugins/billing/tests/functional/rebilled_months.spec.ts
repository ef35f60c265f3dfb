import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { canonicalJson, query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { replayInvoice } from '../../services/replay/replay_invoice.ts'
import { type TestMonth, createMonth, invoicesOf, run } from './billed_month.ts'
import { type GroupMonth, billMonth, readMonth } from './read_month.ts'

const home = (m3: string) => ({
  ...{ economies: [{ category: 'RES', economies: 1 }], m3, sewage: 'collected' },
})

/** The first premise was billed 18 m³ without a reading, and now 60 passed in its two months: 30 in each. */
const REBILLED = {
  months: [
    {
      ...{ reference: '2026-10', from: '2026-09-18', until: '2026-10-18' },
      ...{ estimated_m3: '18', real_m3: '30' },
    },
  ],
  now_m3: '30',
}

test.group('Billing | estimated months billed again', (group) => {
  let month: TestMonth

  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-21T12:00:00Z')
    month = await createMonth(['42', '42', '30', '18'].map((m3) => home(m3)))
    const first = [month.loadId, month.premiseIds[0]!]
    await query(
      db,
      `update readings_readings set rebilled = ? where load_id = ? and premise_id = ?`,
      [canonicalJson(REBILLED), ...first]
    )
    await query(
      db,
      `update readings_load_items set previous_read_on = '2026-09-18' where load_id = ? and premise_id = ?`,
      first
    )
    await run(month)
  })
  group.teardown(() => clock.restore())

  test('the bill is what each month would have cost, less what the estimate charged', async ({
    assert,
  }) => {
    const [again, inMonth, thirty, eighteen] = await invoicesOf(month)
    assert.equal(Number(again!.billed_m3), 42)
    assert.equal(again!.own_cents, 2n * thirty!.own_cents - eighteen!.own_cents)
    assert.isTrue(again!.own_cents < inMonth!.own_cents)
  })
})

interface Estimated {
  readonly premise_id: bigint
  readonly registration: string
  readonly reading: number
  readonly mean: number
}

/** A home of the group whose September nobody read: billed less than its average. */
async function estimateSeptember(): Promise<Estimated> {
  const [unit] = await query<Estimated>(
    db,
    `select p.id as premise_id, p.registration_number as registration, r.reading,
            (select round(avg(billed_m3))::int from readings_readings a
              where a.premise_id = p.id and a.reference between '2026-03' and '2026-08') as mean
       from registry_premises p
       join registry_billing_groups g on g.id = p.billing_group_id and g.code = '01'
       join readings_readings r on r.premise_id = p.id and r.reference = '2026-08' and r.reading is not null
       join readings_readings s on s.premise_id = p.id and s.reference = '2026-09' and s.kind = 'measured'
      where p.kind = 'single' order by p.id limit 1`,
    []
  )
  await query(
    db,
    `update readings_readings set kind = 'average', reading = null, measured_m3 = null, enters_average = false, billed_m3 = ?,
            anomaly_code = '01'
      where premise_id = ? and reference = '2026-09'`,
    [Math.floor(unit!.mean / 2), unit!.premise_id]
  )
  return unit!
}

test.group('Billing | a meter that is read again', (group) => {
  let unit: Estimated
  let october: GroupMonth

  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-21T12:00:00Z')
    unit = await estimateSeptember()
    const dials = new Map([[unit.registration, unit.reading + unit.mean * 2]])
    october = await readMonth('01', '2026-10' as RefMonth, dials)
    await billMonth(october)
  })
  group.teardown(() => clock.restore())

  const invoice = async () => {
    const [row] = await query<{ id: bigint; billed_m3: string; rebilled: string | null }>(
      db,
      `select i.id, i.billed_m3, r.rebilled from billing_invoices i join readings_readings r on r.load_item_id = i.load_item_id
        where i.premise_id = ? and i.reference = '2026-10'`,
      [unit.premise_id]
    )
    return row!
  }

  test('bills each month what it really used, computes to the cent again and closes', async ({
    assert,
  }) => {
    const { id, billed_m3: billed, rebilled } = await invoice()
    assert.equal(Number(billed), unit.mean * 2 - Math.floor(unit.mean / 2))
    const { months, now_m3: now } = JSON.parse(rebilled ?? '{}') as typeof REBILLED
    assert.equal(months[0]!.reference, '2026-09')
    assert.equal(Number(months[0]!.real_m3) + Number(now), unit.mean * 2)
    const { municipalityId, group: billingGroupId, reference } = october
    const replay = await db.transaction((tx) =>
      replayInvoice(tx, { municipalityId, invoiceId: id })
    )
    assert.isTrue(replay.isEqual)
    const results = await db.transaction((tx) =>
      closeBridges(tx, { municipalityId, billingGroupId, reference })
    )
    assert.deepEqual(
      results.filter(({ isClosed }) => !isClosed).map(({ name }) => name),
      []
    )
  })

  test('the page and the paper say how much comes from estimated months', async ({
    client,
    assert,
  }) => {
    const { id } = await invoice()
    const [other] = await query<{ id: bigint }>(
      db,
      `select id from billing_invoices where reference = '2026-10' and premise_id <> ? order by id limit 1`,
      [unit.premise_id]
    )
    const textOf = async (path: string) => {
      const page = await client.get(path).loginAs(await bruno())
      return page.text()
    }
    const words = 'Meses estimados, cobrados de novo'
    assert.include(await textOf(`/billing/invoices/${id}`), words)
    assert.notInclude(await textOf(`/billing/invoices/${other!.id}`), words)
    assert.include(await textOf(`/billing/invoices/${id}/document`), 'dos meses estimados')
  })
})
