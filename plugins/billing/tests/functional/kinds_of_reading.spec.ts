import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { returnOf } from '#tests/scenarios/support/field_return'
import {
  bill,
  readOnOf,
  returnFromField,
  takeToField,
} from '#tests/scenarios/support/reading_month'
import { send, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { type BuiltHouse, billHouses, buildGroup, write } from './built_group.ts'
import { report } from './reported_month.ts'

const CLOSED_HOUSE = '01'

test.group('Billing | every kind of reading', (group) => {
  freshDatabase(group)
  group.each.teardown(() => clock.restore())
  group.each.timeout(170_000)

  test('one run bills by reading, average, minimum and contract, and nobody calculates by hand', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-10-25T15:00:00Z')
    const houses = await buildGroup(client, 'TIP', [{}, {}, { connectedOn: '2026-10-20' }, {}])
    const [, closed, fresh, contracted] = houses as [BuiltHouse, BuiltHouse, BuiltHouse, BuiltHouse]
    const past = { code: 'TIP', houses }
    await billHouses(client, past, { reference: '2026-09', m3: [14, 18, 0, 12] })
    await billHouses(client, past, { reference: '2026-10', m3: [14, 18, 0, 12] })
    clock.freeze('2026-10-25T15:00:00Z')
    await write(client, '/api/actions/billing.sign_contract', {
      ...{ number: 'C-13', premise_id: String(contracted.id), service: 'water' },
      ...{ kind: 'fixed_volume', volume_m3: '50', from_on: '2026-10-25' },
    })
    const taken = await takeToField(client, { group: 'TIP', reference: '2026-11' })
    const behind = new Set([closed.registration, fresh.registration])
    const content = returnOf(taken.file, readOnOf(taken), ({ registration }) =>
      behind.has(registration) ? CLOSED_HOUSE : 16
    )
    await returnFromField(client, taken.path, content)
    await work(await send(client, 'bruno', `${taken.path}/critique`, {}), 'bruno')
    const held = await query(
      db,
      `select from readings_readings where load_id = ? and state <> 'accepted'`,
      [taken.loadId]
    )
    assert.lengthOf(held, 0)
    const run = await bill(client, taken)
    assert.deepEqual([run.parked, run.figures.invoices], [0, 4n])

    const { rows } = await report(
      client,
      'billing.summary_by_kind',
      `reference=2026-11&billing_group=${taken.group}`
    )
    assert.sameDeepMembers(
      rows.map(({ kind, invoices, volume_m3: volume }) => [kind, invoices, Number(volume)]),
      [
        ['measured', '1', 16],
        ['average', '1', 18],
        ['minimum', '1', 10],
        ['contract', '1', 50],
      ]
    )
  }).tags(['@AC-013'])
})
