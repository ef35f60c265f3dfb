import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { READ_ON, generate, loadIdOf } from './helpers.ts'
import { act, deviceOf, routeThrough, send, street } from './street_fixture.ts'

const DAYS = `from_on=2026-10-01&until_on=2026-12-31`

async function differences(client: ApiClient, given = ''): Promise<Record<string, unknown>[]> {
  const answer = await client
    .get(`/api/reports/readings.registry_differences?${DAYS}${given}`)
    .loginAs(await bruno())
  answer.assertStatus(200)
  return (answer.body() as { rows: Record<string, unknown>[] }).rows
}

test.group('Readings | findings about the register', (group) => {
  freshDatabase(group)

  test('a home that the reader saw as a shop is listed once with both values, until the register is put right', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '67', premises: 2 })
    await routeThrough(where, { code: '01', premises: where.premises })
    await generate(where)
    const loadId = await loadIdOf(where)
    const deviceId = await deviceOf(where, '6701')
    const [route] = await query<{ id: bigint }>(
      db,
      'select id from readings_load_routes where load_id = ?',
      [loadId]
    )
    await send(client, `/readings/load-routes/${route!.id}/device`, { device_id: String(deviceId) })
    await send(client, `/readings/loads/${loadId}/distribute`, {})
    const [shop, home] = where.premises
    const seen = (registration: string, value: string) => ({
      ...{ registration, field: 'category', value, read_at: `${READ_ON}T09:10:00` },
    })
    const reading = (sequence: number) => ({
      ...{ sequence, registration: where.premises[sequence - 1]!.registration, reading: 130 },
      ...{
        meter: `M${where.premises[sequence - 1]!.registration}`,
        read_at: `${READ_ON}T09:10:00`,
      },
    })
    const piece = (number: number, findings: readonly object[]) =>
      act(client, `/api/readings/field/loads/${loadId}/pieces`, {
        ...{ device: '6701', piece: number, readings: [reading(number)], findings },
      })
    const first = await piece(1, [
      seen(shop!.registration, 'Comercial'),
      seen(home!.registration, 'RES'),
    ])
    first.assertStatus(200)
    const again = await piece(1, [
      seen(shop!.registration, 'Comercial'),
      seen(home!.registration, 'RES'),
    ])
    assert.isTrue((again.body() as { is_repeated: boolean }).is_repeated)
    await piece(2, [seen(shop!.registration, 'COM')])
    const found = await differences(client)
    assert.deepEqual(
      found.map((row) => [
        row.field,
        row.registered_value,
        row.found_value,
        row.source,
        row.found_by,
      ]),
      [['Categoria', 'RES', 'COM', 'reading', 'L6701']]
    )
    const changed = await client
      .post(`/registry/premises/${shop!.id}/change/economies`)
      .loginAs(await bruno())
      .withCsrfToken()
      .form({ economies_RES: '0', economies_COM: '1', from_on: '2026-11-01', reason: 'Virou loja' })
      .redirects(0)
    changed.assertStatus(302)
    assert.isEmpty(await differences(client))
    const corrected = await differences(client, '&status=corrected')
    assert.lengthOf(corrected, 1)
  }).tags(['@TR-3.2.19.19'])

  test('what a reader wrote on paper is typed once, and refused with a reason when the register is right', async ({
    client,
    assert,
  }) => {
    const { premises } = await street({ code: '68', premises: 1 })
    const form = {
      ...{ premise_id: String(premises[0]!.id), field: 'sewage', found_value: 'sim' },
      ...{ found_on: READ_ON, reader_code: 'L9' },
    }
    const typed = await send(client, '/readings/findings', form)
    typed.assertStatus(302)
    const repeated = await send(client, '/readings/findings', form)
    repeated.assertStatus(422)
    const rejected = await send(client, `${typed.header('location')}/change/reject`, {
      reason: 'O vizinho é que tem esgoto',
    })
    rejected.assertStatus(302)
    const [row] = await differences(client, '&status=rejected')
    assert.containsSubset(row!, { field: 'Esgoto ligado', found_value: 'sim', status: 'rejected' })
  })
})
