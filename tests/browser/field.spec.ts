import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import type { Page } from 'playwright'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { READ_ON, generate, loadIdOf } from '../../plugins/readings/tests/functional/helpers.ts'
import {
  type Street,
  act,
  deviceOf,
  routeThrough,
  send,
  street,
} from '../../plugins/readings/tests/functional/street_fixture.ts'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

/** A load whose two routes, of 100 and 20 premises, went to a device each. */
async function inField(client: ApiClient, where: Street) {
  await routeThrough(where, { code: '01', premises: where.premises.slice(0, 100) })
  await routeThrough(where, { code: '02', premises: where.premises.slice(100) })
  await generate(where)
  const loadId = await loadIdOf(where)
  const routes = await query<{ id: bigint }>(
    db,
    'select id from readings_load_routes where load_id = ? order by id',
    [loadId]
  )
  for (const [index, { id }] of routes.entries()) {
    const device = await deviceOf(where, `610${index + 1}`)
    await send(client, `/readings/load-routes/${id}/device`, { device_id: String(device) })
  }
  await send(client, `/readings/loads/${loadId}/distribute`, {})
  return { loadId, routes }
}

/** The figures of a row: handed out, read, bills printed, rolls. */
async function figures(page: Page, row: string): Promise<string[]> {
  const cells = page.locator('#field-live tr', { hasText: row }).first().locator('td.num')
  const texts = await cells.allInnerTexts()
  return [texts[0]!, texts[1]!, texts[3]!, texts[4]!].map((text) => text.trim())
}

test.group('Browser | field', (group) => {
  freshDatabase(group)

  test('what devices transmit, print and use is shown without reloading, and the group is their sum', async ({
    browser,
    client,
    assert,
  }) => {
    const where = await street({ code: '61', premises: 120 })
    const { loadId, routes } = await inField(client, where)
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'elisa.leitura')
    const complaints = listenForComplaints(page)
    await page.goto(address('/readings/field'))
    await page.evaluate('window.openedOnce = true')
    assert.deepEqual(await figures(page, 'Coletor 6101'), ['100', '0', '0', '0'])
    assert.deepEqual(await figures(page, 'Coletor 6102'), ['20', '0', '0', '0'])

    const readings = (from: number, until: number) =>
      where.premises.slice(from, until).map(({ registration }, index) => ({
        ...{ sequence: index + 1, registration, reading: 110 },
        read_at: `${READ_ON}T09:${String(index).padStart(2, '0')}:00`,
      }))
    const pieces = `/api/readings/field/loads/${loadId}/pieces`
    for (const [index, from] of [0, 10, 20].entries()) {
      const piece = { device: '6101', piece: index + 1, readings: readings(from, from + 10) }
      const sent = await act(client, pieces, piece)
      sent.assertStatus(200)
    }
    const report = (device: string, route: bigint, told: { prints: number; rolls: number }) =>
      act(client, '/api/readings/field/reports', {
        ...{ device, battery: 80, counters: [{ route: Number(route), ...told }] },
      })
    const told = await report('6101', routes[0]!.id, { prints: 28, rolls: 1 })
    told.assertStatus(200)
    await report('6101', routes[0]!.id, { prints: 28, rolls: 1 })
    await act(client, pieces, { device: '6102', piece: 1, readings: readings(100, 105) })
    await report('6102', routes[1]!.id, { prints: 4, rolls: 2 })
    const total = page.locator('#field-live tr.is-total', { hasText: 'Grupo 61' })
    await total.locator('td[data-label="Faturas impressas"]', { hasText: '32' }).waitFor()
    assert.deepEqual(await figures(page, 'Coletor 6101'), ['100', '30', '28', '1'])
    assert.deepEqual(await figures(page, 'Coletor 6102'), ['20', '5', '4', '2'])
    assert.deepEqual(await figures(page, 'Roteiro 01'), ['100', '30', '28', '1'])
    assert.deepEqual(await figures(page, 'Grupo 61'), ['120', '35', '32', '3'])
    assert.isTrue(await page.evaluate('window.openedOnce'), 'the page was not loaded again')
    assert.deepEqual(complaints, [])
    await context.close()
  }).tags(['@TR-3.2.4.14'])

  test('the field, the routes of a load, the typing and what has no route can be read at the desk and on a phone', async ({
    browser,
    assert,
  }) => {
    const where = await street({ code: '62', premises: 3 })
    const [route] = await query<{ id: bigint; load_id: bigint }>(
      db,
      'select id, load_id from readings_load_routes where municipality_id = ? order by id limit 1',
      [where.municipalityId]
    )
    for (const viewport of [DESK, PHONE]) {
      const context = await browser.newContext({ viewport })
      const page = await enter(context, 'elisa.leitura')
      for (const path of [
        '/readings/field',
        `/readings/loads/${route!.load_id}`,
        `/readings/load-routes/${route!.id}/typing`,
        '/readings/without-route',
        '/readings/devices',
      ]) {
        await page.goto(address(path))
        await assertReadable(page, assert)
      }
      await context.close()
    }
  }).timeout(120_000)
})
