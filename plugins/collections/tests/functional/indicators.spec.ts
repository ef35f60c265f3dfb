import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type TestMonth, nextMonthOf, run } from '#plugins/billing/tests/functional/billed_month'
import { type House, billKey, houses } from '#plugins/plans/tests/support/houses'
import { pay } from '#plugins/plans/tests/support/payments'
import { slipsOf } from '#plugins/plans/tests/support/rows'
import { setUpPlans } from '#plugins/plans/tests/support/set_up'
import { signed } from '#plugins/plans/tests/support/signing'
import { bankToldUntil, setPolicy } from '#plugins/dunning/tests/functional/cut_world'
import { generate, noticesOf, setTerms } from '#plugins/dunning/tests/functional/owing'
import { send, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { bodyOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'

interface Told {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[]
}

const at = (day: string) => clock.freeze(`${day}T15:00:00Z`)

async function report(client: ApiClient, name: string, filters: Record<string, string>) {
  const { rows } = await bodyOf<Told>(
    client
      .get(`/api/reports/collections.${name}?${new URLSearchParams(filters).toString()}`)
      .loginAs(await userNamed('ana.'))
  )
  return rows
}

async function billOf({ invoices }: House) {
  const [bill] = await query<{ document_id: bigint; due_on: CivilDate; debtor_id: bigint }>(
    db,
    'select document_id, due_on, debtor_id from billing_invoices where id = ?',
    [invoices[0]!]
  )
  return bill!
}

test.group('Collections | indicators', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    at('2026-11-20')
    await setUpPlans()
  })
  group.each.timeout(120_000)
  group.teardown(() => clock.restore())

  test('of R$ 10,000.00 overdue, 4,000.00 negotiated and 1,500.00 back are 15 %; a missed instalment is the default stage', async ({
    client,
    assert,
  }) => {
    const { month, houses: all } = await houses(['4000', '1000', '5000'])
    const [planned, paid] = all as [House, House]
    const { due_on: dueOn, document_id: document } = await billOf(paid)
    const day = addDays(dueOn, 10)
    at(day)
    const plan = await signed(client, {
      ...{ premise: planned.id, debts: [billKey(planned.invoices[0]!)], instalments: 2 },
      ...{ down_cents: '50000', down_due_on: addDays(day, 2) },
    })
    const [slip] = await slipsOf(plan)
    await pay(slip!.document_id, addDays(day, 1))
    await pay(document, addDays(day, 1))
    const funnel = async (on: string) => {
      const rows = await report(client, 'funnel', {
        ...{ from_on: dueOn, until_on: dueOn, position_on: on },
        billing_group: String(month.billingGroupId),
      })
      return rows.map((row) => [Number(row.debts), Number(row.cents), Number(row.percent)])
    }
    const [overdue, noticed, negotiated, agreed, defaulted, recovered] = await funnel(
      addDays(day, 3)
    )
    assert.deepEqual(overdue, [3, 1_000_000, 100])
    assert.deepEqual(noticed, [0, 0, 0])
    assert.deepEqual(negotiated, [1, 400_000, 40])
    assert.deepEqual(agreed, [1, 400_000, 40])
    assert.deepEqual(defaulted, [0, 0, 0])
    assert.deepEqual(recovered, [2, 150_000, 15])
    const [before] = await funnel(dueOn)
    assert.deepEqual(before, [0, 0, 0])

    const next = await billNext(month, '2027-01', 3)
    const missed = await funnel(addDays(next, 1))
    assert.deepEqual(missed[3], [0, 0, 0])
    assert.deepEqual(missed[4], [1, 400_000, 40])
    assert.deepEqual(missed[5], [2, 150_000, 15])
  }).tags(['@CM-28'])

  test('a month of R$ 1,000.00: 80 % by its due month, 90 % 30 days later, 10 % owed; R$ 50.00 after a cut are of the cut', async ({
    client,
    assert,
  }) => {
    at('2026-11-20')
    const { month, houses: all } = await houses(['800', '100', '50', '50'])
    const bills = await Promise.all(all.map(billOf))
    const { due_on: dueOn } = bills[0]!
    const monthEnd = endOfMonth(dueOn)
    await connect(all)
    at(addDays(monthEnd, 40))
    await pay(bills[0]!.document_id, dueOn)
    await pay(bills[1]!.document_id, addDays(monthEnd, 20))
    const told = async (positionOn: string) => {
      const [row] = await report(client, 'performance', {
        ...{ from_reference: '2026-11', until_reference: '2026-11', position_on: positionOn },
        ...{ billing_group: String(month.billingGroupId), cut_cost: '35,00' },
      })
      return row!
    }
    const early = await told(addDays(monthEnd, 30))
    assert.deepEqual(
      [early.billed_cents, early.due_percent, early.d30_percent, early.default_percent].map(Number),
      [100_000, 80, 90, 10]
    )
    assert.isNull(early.d60_percent)
    assert.deepEqual([early.none_cents, early.cut_cents].map(Number), [10_000, 0])
    const cutOn = await cut(client, all[2]!)
    await pay(bills[2]!.document_id, addDays(cutOn, 1))
    const after = await told(addDays(cutOn, 2))
    assert.deepEqual(
      [after.cut_cents, after.none_cents, after.cost_cents, after.default_percent].map(Number),
      [5_000, 10_000, 3_500, 5]
    )
  }).tags(['@TR-3.2.19.41'])
})

/** The next month of the houses, billed on its 20th. @returns when it falls due */
async function billNext(month: TestMonth, reference: string, premises: number): Promise<CivilDate> {
  const house = { economies: [{ category: 'RES', economies: 1 }], m3: '10' }
  const next = await nextMonthOf(
    month,
    reference as RefMonth,
    Array.from({ length: premises }, () => house)
  )
  at(`${reference}-20`)
  await run(next, `${reference}-20` as CivilDate)
  const [row] = await query<{ due: CivilDate }>(
    db,
    'select max(due_on) as due from billing_invoices where reference = ? and premise_id = any(?::bigint[])',
    [reference, next.premiseIds]
  )
  return row!.due
}

const endOfMonth = (day: CivilDate): CivilDate => {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) as CivilDate
}

/** Water at the houses, so that it may be cut. */
const connect = (some: readonly House[]) =>
  query(
    db,
    `insert into registry_connections (municipality_id, premise_id, registration_number, service, situation, sewage_class, connected_on)
     select municipality_id, id, registration_number, 'water', 'active', 'none', '2020-01-01' from registry_premises
      where id = any(?::bigint[])`,
    [some.map(({ id }) => id)]
  )

/** A house is noticed, and cut after the days of the law, each by its screen. @returns the day of the cut */
async function cut(client: ApiClient, house: House): Promise<CivilDate> {
  await setPolicy({ minimum_cents: '0' })
  await setTerms({ minimum_days: 1, minimum_debts: 1, minimum_cents: 0 })
  await generate(client)
  const [notice] = await noticesOf(house)
  const issuedOn = notice!.issued_on as CivilDate
  const delivered = await send(client, 'bruno', `/dunning/notices/${notice!.id}/change/deliver`, {
    ...{ delivered_on: issuedOn, delivery: 'hand', delivery_proof: 'Assinada' },
  })
  delivered.assertStatus(302)
  const on = '2027-03-15' as CivilDate
  at(on)
  await bankToldUntil(on)
  await work(await send(client, 'ana', '/dunning/cut-orders', { 'levels[]': '1' }), 'ana')
  const [order] = await query<{ id: bigint }>(
    db,
    'select order_id as id from dunning_cases where premise_id = ?',
    [house.id]
  )
  const closed = await send(client, 'bruno', `/services/orders/${order!.id}/change/close`, {
    ...{ result: 'done', executed_on: on, executed_time: '10:00' },
  })
  closed.assertStatus(302)
  return on
}
