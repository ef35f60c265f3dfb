import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { send, userOf } from './support/people.ts'
import { bill, bringBack, groupOf, readMonth, takeToField } from './support/reading_month.ts'

const STREET = 'Rua do Começo'
const CLOSED_HOUSE = '01'

interface House {
  readonly id: bigint
  readonly registration: string
  readonly connection: bigint
}

/** A house as the desk registers it, in the first group. */
async function house(client: ApiClient, number: string, facts: object): Promise<House> {
  const [place] = await query<{ locality: bigint; holder: bigint }>(
    db,
    `select (select min(id) from registry_localities) as locality, (select min(id) from registry_customers) as holder`
  )
  const answer = await client
    .post('/api/registry/premises')
    .loginAs(await userOf('ana'))
    .withCsrfToken()
    .accept('json')
    .json({
      ...{ kind: 'single', street: STREET, number, district: 'Centro', category: 'RES' },
      ...{ locality_id: String(place!.locality), billing_group_id: String(await groupOf('01')) },
      ...{ holder_id: String(place!.holder), holder_from: '2026-12-01' },
      water_connected_on: '2026-12-01',
      ...facts,
    })
  answer.assertStatus(201)
  const [row] = await query<House>(
    db,
    `select p.id, p.registration_number as registration, c.id as connection from registry_premises p
       join registry_connections c on c.premise_id = p.id where p.street = ? and p.number = ?`,
    [STREET, number]
  )
  return row!
}

/** A meter out of stock on a connection. */
async function hang(client: ApiClient, { connection }: House): Promise<void> {
  const [meter] = await query<{ number: string }>(
    db,
    `select number from metering_meters where situation = 'stock' order by number limit 1`
  )
  const hung = await send(client, 'bruno', '/metering/installations', {
    ...{ meter_number: meter!.number, connection_id: String(connection) },
    ...{ installed_on: '2026-12-05', initial_reading: '0' },
    ...{ reason_code: 'new', opinion: 'Ligação nova' },
  })
  hung.assertStatus(302)
}

/** The categories by which the water of a month was charged, with its m³. */
const chargedAs = ({ id }: House, reference: string) =>
  query<{ category: string; m3: string }>(
    db,
    `select c.category, sum(c.quantity_m3)::int::text as m3 from billing_charges c
       join billing_invoices i on i.id = c.invoice_id
      where i.premise_id = ? and i.reference = ? and c.charge_type = 'water' group by 1 order by 1`,
    [id, reference]
  )

test.group('Scenario | what stands when the field work starts', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-12-28T15:00:00Z'))
  group.teardown(() => clock.restore())
  group.each.timeout(170_000)

  test('a category that changes after the load is not in its bill, and is in that of the next load', async ({
    client,
    assert,
  }) => {
    const one = await house(client, '10', { economies: 1 })
    await hang(client, one)
    const taken = await takeToField(client, { reference: '2027-01' })
    const changed = await send(client, 'bruno', `/registry/premises/${one.id}/change/economies`, {
      from_on: '2027-01-03',
      economies_RES: '0',
      economies_COM: '1',
      reason: 'Virou loja',
    })
    changed.assertStatus(302)
    await bill(client, await bringBack(client, taken, () => 14))
    assert.deepEqual(await chargedAs(one, '2027-01'), [{ category: 'RES', m3: '14' }])

    const february = await readMonth(client, { reference: '2027-02', consumption: () => 15 })
    await bill(client, february)
    assert.deepEqual(await chargedAs(one, '2027-02'), [{ category: 'COM', m3: '15' }])
  }).tags(['@TR-3.2.4.4.1'])

  test('the minimum is counted by economies where there is a meter and by outlets where there is none', async ({
    client,
    assert,
  }) => {
    const metered = await house(client, '30', { economies: 3 })
    await hang(client, metered)
    const unmetered = await house(client, '40', { economies: 1, water_outlets: 4 })
    const consumption = ({ registration }: { registration: string }) =>
      registration === metered.registration ? CLOSED_HOUSE : 12
    const month = await readMonth(client, { reference: '2027-03', consumption })
    await bill(client, month)
    assert.deepEqual(await chargedAs(metered, '2027-03'), [{ category: 'RES', m3: '30' }])
    assert.deepEqual(await chargedAs(unmetered, '2027-03'), [{ category: 'RES', m3: '20' }])

    const kinds = await query(
      db,
      `select kind, billed_m3::text from readings_readings where reference = '2027-03' and premise_id in (?, ?) order by premise_id`,
      [metered.id, unmetered.id]
    )
    assert.deepEqual(kinds, [
      { kind: 'minimum', billed_m3: '30' },
      { kind: 'unmetered', billed_m3: '20' },
    ])
  }).tags(['@TR-3.2.4.4.3'])
})
