import { test } from '@japa/runner'
import type { ApiResponse } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { type CivilDate, type RefMonth, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { closeBridges } from '#core/reports/index'
import { loadOfGroup } from '#plugins/readings/api'
import { open, problemOf, send, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { type GroupMonth, billMonth, readMonth } from './read_month.ts'

const OCTOBER = '2026-10' as RefMonth
const NOVEMBER = '2026-11' as RefMonth

interface Reading {
  readonly id: bigint
  readonly premise_id: bigint
  readonly registration_number: string
  readonly reading: number
  readonly previous: number
  readonly previous_on: CivilDate
}

/** A measured reading of a house of the month, made held again as the critique would have left it. */
async function holdOne(month: GroupMonth): Promise<Reading> {
  const [one] = await query<Reading>(
    db,
    `select r.id, r.premise_id, r.registration_number, r.reading, i.previous_reading as previous, i.previous_read_on as previous_on
       from readings_readings r join readings_load_items i on i.id = r.load_item_id
      where r.load_id = ? and r.kind = 'measured' and r.state = 'accepted' and i.set_key = i.premise_id
        and not exists (select from readings_load_items o where o.load_id = i.load_id and o.set_key = i.set_key and o.id <> i.id)
      order by r.id limit 1`,
    [month.loadId]
  )
  await query(
    db,
    `update readings_readings set state = 'held', hold_reason = 'above_range' where id = ?`,
    [one!.id]
  )
  return one!
}

const confirm = ({ municipalityId }: GroupMonth, { id }: Reading) =>
  runAction('readings.confirm', {
    actor: systemActor(municipalityId),
    input: { reading_id: String(id), mode: 'as_is' },
    reason: 'Foto do leiturista',
  })

/** A person gives the reading of a premise, whatever the day in the field brought. */
async function readAs(month: GroupMonth, premiseId: bigint, reading: number): Promise<void> {
  const [row] = await query<{ id: bigint }>(
    db,
    `update readings_readings set state = 'held', hold_reason = 'above_range', confirmation = null
      where load_id = ? and premise_id = ? returning id`,
    [month.loadId, premiseId]
  )
  await runAction('readings.confirm', {
    actor: systemActor(month.municipalityId),
    input: { reading_id: String(row!.id), mode: 'corrected', reading },
    reason: 'Foto do leiturista',
  })
}

const stateOf = async ({ municipalityId, group, reference }: GroupMonth) => {
  const load = await db.transaction((tx) => loadOfGroup(tx, municipalityId, group, reference))
  return load!.state
}

const again = ({ municipalityId, group, reference, issuedOn }: GroupMonth, round: number) =>
  runInline(
    'billing.run',
    { group, reference, issuedOn: addDays(issuedOn, 7), round },
    systemActor(municipalityId)
  )

const openBridges = async ({ municipalityId, group: billingGroupId, reference }: GroupMonth) => {
  const scope = { municipalityId, billingGroupId, reference }
  const bridges = await db.transaction((tx) => closeBridges(tx, scope))
  return bridges.filter(({ isClosed }) => !isClosed).map(({ name }) => name)
}

const invoicesOf = (premiseId: bigint) =>
  query<{
    reference: string
    measured_m3: string
    issued_on: CivilDate
    period_from: CivilDate
  }>(
    db,
    `select reference, measured_m3, issued_on, period_from from billing_invoices
      where premise_id = ? order by reference`,
    [premiseId]
  )

const parkedOf = async (premiseId: bigint) => {
  const rows = await query<{ state: string }>(
    db,
    'select state from billing_parked where premise_id = ? order by id',
    [premiseId]
  )
  return rows.map(({ state }) => state)
}

test.group('Billing | a parked set released in its month', (group) => {
  freshDatabase(group)

  test('waits, and a further run bills it alone, with its own date', async ({ assert }) => {
    const month = await readMonth('01', OCTOBER)
    const held = await holdOne(month)
    const first = await billMonth(month)
    assert.equal(first.parked, 1)
    assert.equal(await stateOf(month), 'processed')
    assert.deepEqual(await openBridges(month), [])

    const early = await again(month, 3)
    assert.equal(early.status, 'failed')
    await confirm(month, held)
    const second = await again(month, 2)
    assert.equal(second.status, 'done')
    assert.equal(second.figures.invoices, 1n)
    assert.equal(await stateOf(month), 'billed')
    const [invoice] = await invoicesOf(held.premise_id)
    assert.equal(Number(invoice!.measured_m3), held.reading - held.previous)
    assert.equal(invoice!.issued_on, addDays(month.issuedOn, 7))
    assert.deepEqual(await parkedOf(held.premise_id), ['solved'])
    assert.deepEqual(await openBridges(month), [])
  })
})

test.group('Billing | the queue of parked sets', (group) => {
  freshDatabase(group)
  group.each.setup(() => () => clock.restore())
  group.each.timeout(170_000)

  test('says what happened and what to do, and bills again only the chosen ones', async ({
    client,
    assert,
  }) => {
    const month = await readMonth('01', OCTOBER)
    const [one, two] = [await holdOne(month), await holdOne(month)]
    await billMonth(month)
    clock.freeze(`${addDays(month.issuedOn, 7)}T15:00:00Z`)
    const found = (page: ApiResponse) =>
      [one, two].map(({ premise_id: id }) => page.text().includes(`/registry/premises/${id}"`))
    const queue = await open(client, 'bruno', '/billing/waiting')
    queue.assertStatus(200)
    assert.deepEqual(found(queue), [true, true])
    queue.assertTextIncludes('a leitura está retida pela crítica')
    queue.assertTextIncludes('Decida a leitura na crítica')
    const filtered = async (address: string) =>
      found(await open(client, 'bruno', `/billing/waiting?${address}`))
    const scope = `group=${month.group}&reference=${OCTOBER}`
    assert.deepEqual(await filtered(`${scope}&reason=reading_held`), [true, true])
    assert.deepEqual(await filtered(`${scope}&reason=holder_missing`), [false, false])
    assert.deepEqual(await filtered('reference=2026-09'), [false, false])
    assert.deepEqual(await filtered('view=history'), [false, false])
    const home = await open(client, 'bruno', '/home/widgets/billing.parked')
    home.assertTextIncludes('/billing/waiting?reason=reading_held')

    const ids = await query<{ id: bigint; premise_id: bigint }>(
      db,
      `select id, premise_id from billing_parked where state = 'waiting'`
    )
    assert.lengthOf(ids, 2)
    const idOf = (premiseId: bigint) =>
      String(ids.find(({ premise_id: id }) => id === premiseId)!.id)
    const retry = (who: 'bruno' | 'carla', chosen: object) =>
      send(client, who, '/billing/waiting', {
        ...{ issued_on: addDays(month.issuedOn, 7), ...chosen },
      })
    const forbidden = await retry('carla', { _ids: [idOf(one.premise_id)] })
    assert.equal(problemOf(forbidden).code, 'E_ACCESS_DENIED')
    assert.equal(problemOf(await retry('bruno', {})).code, 'E_BILLING_NOTHING_CHOSEN')

    await confirm(month, one)
    await confirm(month, two)
    const first = await work(await retry('bruno', { _ids: [idOf(one.premise_id)] }), 'bruno')
    assert.deepEqual([first.status, first.total, first.figures.invoices], ['done', 1, 1n])
    assert.lengthOf(await invoicesOf(one.premise_id), 1)
    assert.lengthOf(await invoicesOf(two.premise_id), 0)
    assert.deepEqual(await filtered(''), [false, true])
    assert.equal(await stateOf(month), 'processed')
    assert.deepEqual(await openBridges(month), [])
    const history = await open(client, 'bruno', '/billing/waiting?view=history')
    assert.deepEqual(found(history), [true, false])
    history.assertTextIncludes('Resolvido')
    history.assertTextIncludes('Faturado em 10/2026')

    const solved = await retry('bruno', { _ids: [idOf(one.premise_id)] })
    assert.equal(problemOf(solved).code, 'E_BILLING_NOTHING_CHOSEN')
    const rest = await work(await retry('bruno', { _all: 'true', _query: `?${scope}` }), 'bruno')
    assert.equal(rest.figures.invoices, 1n)
    assert.lengthOf(await invoicesOf(two.premise_id), 1)
    assert.deepEqual(await filtered(''), [false, false])
    assert.equal(await stateOf(month), 'billed')
    assert.deepEqual(await openBridges(month), [])
  })
})

test.group('Billing | a parked set when the next load comes', (group) => {
  freshDatabase(group)
  let october: GroupMonth
  let november: GroupMonth
  let held: Reading

  test('the next load counts from the last bill, and says so', async ({ assert }) => {
    october = await readMonth('01', OCTOBER)
    held = await holdOne(october)
    await billMonth(october)
    november = await readMonth('01', NOVEMBER)
    const [item] = await query<{ previous_reading: number; facts: string }>(
      db,
      'select previous_reading, facts from readings_load_items where load_id = ? and premise_id = ?',
      [november.loadId, held.premise_id]
    )
    assert.equal(item!.previous_reading, held.previous)
    const { billed_until: until } = JSON.parse(item!.facts) as { billed_until: string }
    assert.equal(until, held.previous_on)
    const [issue] = await query<{ issues: number }>(
      db,
      `select count(*)::int as issues from jobs_issues where code = 'earlier_month_taken_over' and path = ?`,
      [held.registration_number]
    )
    assert.equal(issue!.issues, 1)
  })

  test('the earlier reading can be decided and billed no more', async ({ assert }) => {
    const refused = await confirm(october, held).then(
      () => null,
      (error: unknown) => error as { code: string; people: string }
    )
    assert.equal(refused?.code, 'E_READINGS_SUPERSEDED')
    assert.include(refused!.people, 'a carga de 11/2026 já foi gerada')
    const further = await again(october, 2)
    assert.equal(further.status, 'failed')
    assert.lengthOf(await invoicesOf(held.premise_id), 0)
  })

  test('its consumption is billed once, and both months close', async ({ assert }) => {
    await readAs(november, held.premise_id, held.reading + 14)
    await billMonth(november)
    const [invoice, ...others] = await invoicesOf(held.premise_id)
    assert.lengthOf(others, 0)
    assert.equal(invoice!.reference, NOVEMBER)
    assert.equal(invoice!.period_from, held.previous_on)
    assert.equal(Number(invoice!.measured_m3), held.reading - held.previous + 14)
    assert.deepEqual(await parkedOf(held.premise_id), ['superseded'])
    assert.deepEqual([await stateOf(october), await stateOf(november)], ['billed', 'billed'])
    assert.deepEqual(await openBridges(october), [])
    assert.deepEqual(await openBridges(november), [])
  })
})
