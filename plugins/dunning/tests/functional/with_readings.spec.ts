import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import {
  ask,
  deviceOf,
  routeThrough,
  send,
  street,
} from '#plugins/readings/tests/functional/street_fixture'
import { freshDatabase } from '#tests/support/database'
import { generate as load, loadIdOf } from '#plugins/readings/tests/functional/helpers'
import { type Unit, noticesOf, owe, setTerms } from './owing.ts'

interface Item {
  readonly registration: string
  readonly print?: {
    readonly dunning?: readonly {
      readonly number: string
      readonly kind: string
      readonly amount_cents: string
      readonly line: string
      readonly barcode: string
      readonly message: string
      readonly debts: readonly unknown[]
    }[]
  }
}

test.group('Dunning | notices with the reading load', (group) => {
  freshDatabase(group)

  test('the notice of who is eligible is in the package of the device; who is not has none', async ({
    client,
    assert,
  }) => {
    await setTerms({ minimum_days: 1, with_readings: true })
    const where = await street({ code: '91', premises: 2 })
    const [owing, paid] = where.premises
    const [customer] = await query<{ id: bigint }>(
      db,
      'select id from registry_customers where municipality_id = ? order by id limit 1',
      [where.municipalityId]
    )
    const unit: Unit = {
      ...{ id: owing!.id, registration_number: owing!.registration },
      ...{ municipality_id: where.municipalityId, holder_id: customer!.id },
    }
    await query(
      db,
      `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
       select ?, unnest(?::bigint[]), ?, 'holder', '2020-01-01'`,
      [where.municipalityId, where.premises.map(({ id }) => id), customer!.id]
    )
    await owe(unit, { cents: 12_345n, dueOn: '2026-09-10' })
    await routeThrough(where, { code: '01', premises: where.premises })
    const device = await deviceOf(where, '9101')
    await load(where)
    const [notice] = await noticesOf(unit)
    assert.containsSubset(notice, { kind: 'cut_notice', state: 'pending', amount_cents: 12_345n })
    const loadId = await loadIdOf(where)
    const [route] = await query<{ id: bigint }>(
      db,
      'select id from readings_load_routes where load_id = ?',
      [loadId]
    )
    await send(client, `/readings/load-routes/${route!.id}/device`, { device_id: String(device) })
    await send(client, `/readings/loads/${loadId}/distribute`, {})
    const response = await ask(client, `/api/readings/field/loads/${loadId}?device=9101`)
    const { items } = response.body() as { items: readonly Item[] }
    const of = (registration: string) => items.find((item) => item.registration === registration)!
    const [paper] = of(owing!.registration).print!.dunning!
    assert.containsSubset(paper, {
      ...{ number: notice!.number, kind: 'cut_notice', amount_cents: '12345' },
      debts: [{ due_on: '2026-09-10', amount_cents: '12345' }],
    })
    assert.lengthOf(paper!.line, 48)
    assert.lengthOf(paper!.barcode, 44)
    assert.isNotEmpty(paper!.message)
    assert.equal(paper!.message, notice!.message)
    assert.isUndefined(of(paid!.registration).print)
  })
})
