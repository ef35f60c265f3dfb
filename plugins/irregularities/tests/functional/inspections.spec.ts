import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { setParameter, setVersion } from '#core/access/tests/support/people'
import {
  type CivilDate,
  type RefMonth,
  addDays,
  addRefMonths,
  clock,
  firstDay,
  monthOf,
} from '#core/calendar/index'
import { query } from '#core/database/index'
import { open, send, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'

const today = () => clock.today('America/Cuiaba')

interface Unit {
  readonly id: bigint
  readonly registration_number: string
  readonly municipality_id: bigint
}

const units = () =>
  query<Unit>(
    db,
    `select p.id, p.registration_number, p.municipality_id from registry_premises p
       join registry_connections c on c.premise_id = p.id and c.service = 'water' and c.situation = 'active'
      where p.kind = 'single' order by p.id limit 12`
  )

/** The past of a unit, the last month first, in whole m³. */
async function consumed(unit: Unit, m3: readonly number[]): Promise<void> {
  await query(db, 'delete from readings_readings where premise_id = ?', [unit.id])
  for (const [back, volume] of m3.entries()) {
    const reference: RefMonth = addRefMonths(monthOf(today()), -back)
    await query(
      db,
      `insert into readings_readings (municipality_id, premise_id, registration_number, reference, reading, read_on, kind,
         measured_m3, billed_m3, adjustments, enters_average, state, origin)
       values (?, ?, ?, ?, 100, ?, 'measured', ?, ?, '[]', true, 'accepted', 'legacy')`,
      [
        ...[unit.municipality_id, unit.id, unit.registration_number, reference],
        ...[firstDay(reference), volume, volume],
      ]
    )
  }
}

/** The water of a unit in a situation for some days. */
async function situated(unit: Unit, situation: string, days: number): Promise<void> {
  const from: CivilDate = addDays(today(), -days)
  const [water] = await query<{ id: bigint }>(
    db,
    `update registry_connections set situation = ? where premise_id = ? and service = 'water' returning id`,
    [situation, unit.id]
  )
  await query(
    db,
    'update registry_connection_situations set until_on = ?::date - 1 where connection_id = ? and until_on is null',
    [from, water!.id]
  )
  await query(
    db,
    'insert into registry_connection_situations (municipality_id, connection_id, situation, from_on) values (?, ?, ?, ?)',
    [unit.municipality_id, water!.id, situation, from]
  )
}

const run = async (client: ApiClient, isPreview = false) =>
  work(
    await send(
      client,
      'bruno',
      '/irregularities/inspections',
      isPreview ? { preview: 'true' } : {}
    ),
    'bruno'
  )

const ordersOf = (unit: Unit) =>
  query<{ id: bigint; service_type: string; state: string }>(
    db,
    'select id, service_type, state from services_orders where premise_id = ? order by id',
    [unit.id]
  )

const typesOf = async (unit: Unit) => {
  const orders = await ordersOf(unit)
  return orders.map(({ service_type: type }) => type)
}

const fact = (name: string) => ({ var: [name] })
const none = { service: null, reason: '' }
/** What a utility writes: zero for three months. */
const OWN = {
  decision: 'irregularities.inspection',
  rules: [
    {
      ...{ id: 'own_zero', title: 'Zero por três meses', because: 'Portaria 7/2026' },
      when: { '>=': [fact('zero_months'), 3] },
      then: { service: 'consumption_inspection', reason: 'Três meses de zero' },
    },
  ],
  default: none,
  examples: [],
}

test.group('Irregularities | inspections by criteria', (group) => {
  freshDatabase(group)

  test('units cut for longer than the period are inspected; those cut lately or reconnected are not', async ({
    client,
    assert,
  }) => {
    await setParameter('irregularities.inspections', { cut_days: 60, rest_days: 180 })
    const [long, lately, back] = await units()
    await situated(long!, 'cut_standpipe', 61)
    await situated(lately!, 'cut_standpipe', 30)
    await situated(back!, 'cut_standpipe', 61)
    await situated(back!, 'active', 2)
    for (const unit of [long!, lately!, back!]) await consumed(unit, [])
    const page = await open(client, 'bruno', '/irregularities/inspections')
    for (const text of ['Cortado há mais dias que o limite', 'pede fiscalização', '60 dias'])
      page.assertTextIncludes(text)
    assert.notInclude(page.text(), '@if')
    const first = await run(client)
    assert.equal(first.status, 'done')
    assert.deepEqual(await typesOf(long!), ['fraud_inspection'])
    assert.deepEqual(await typesOf(lately!), [])
    assert.deepEqual(await typesOf(back!), [])
    const again = await run(client)
    assert.equal(again.figures.opened, 0n)
    assert.lengthOf(await ordersOf(long!), 1)
  }).tags(['@TR-3.2.7.22.3'])

  test('the criterion of the utility opens one order at a unit of three zero months, none at one of two', async ({
    client,
    assert,
  }) => {
    await setVersion('ruleset', 'irregularities.inspection', OWN)
    const [, , , three, two, gap] = await units()
    await consumed(three!, [0, 0, 0, 12])
    await consumed(two!, [0, 0, 11, 0])
    await consumed(gap!, [0, 0, 0])
    await query(db, 'delete from readings_readings where premise_id = ? and reference = ?', [
      ...[gap!.id, addRefMonths(monthOf(today()), -1)],
    ])
    const preview = await run(client, true)
    const wanted = preview.issues.map(({ path }) => path)
    assert.include(wanted, three!.registration_number)
    assert.notInclude(wanted, two!.registration_number)
    assert.equal(preview.figures.opened, 0n)
    assert.deepEqual(await typesOf(three!), [])

    const first = await run(client)
    assert.equal(first.figures.opened, preview.figures.wanted)
    assert.deepEqual(await typesOf(three!), ['consumption_inspection'])
    assert.deepEqual(await typesOf(two!), [])
    assert.deepEqual(await typesOf(gap!), [])
    const again = await run(client)
    assert.equal(again.figures.opened, 0n)
    const [order] = await ordersOf(three!)
    assert.lengthOf(await ordersOf(three!), 1)
    const shown = await open(client, 'bruno', `/services/orders/${order!.id}`)
    for (const text of ['Fiscalização de consumo', 'Três meses de zero'])
      shown.assertTextIncludes(text)
  }).tags(['@TR-3.2.7.20'])
})
