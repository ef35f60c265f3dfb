import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import type { Page } from 'playwright'
import { setParameter } from '#core/access/tests/support/people'
import { runAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import {
  READ_ON,
  criticise,
  generate,
  loadIdOf,
} from '../../plugins/readings/tests/functional/helpers.ts'
import {
  type Street,
  act,
  deviceKey,
  deviceOf,
  routeThrough,
  send,
  street,
} from '../../plugins/readings/tests/functional/street_fixture.ts'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

const UNITS = 30
/** A degree of latitude has 111.195 km: 20 steps out and 20 back make 5.0 km. */
const STEP = 5 / 40 / 111.195
const WEST = -55.5
const SOUTH = -11.9

interface Field {
  readonly where: Street
  readonly loadId: bigint
  readonly route: bigint
  readonly device: bigint
}

/** A street with known coordinates, its route 7 in the field with one device. */
async function inField(client: ApiClient): Promise<Field> {
  const where = await street({ code: '65', premises: UNITS })
  await query(
    db,
    `update registry_premises set latitude = ?::numeric + n.place * 0.0007, longitude = ?::numeric
       from unnest(?::bigint[]) with ordinality as n (id, place) where registry_premises.id = n.id`,
    [SOUTH, WEST, where.premises.map(({ id }) => id)]
  )
  await routeThrough(where, { code: '07', premises: where.premises })
  await generate(where)
  const loadId = await loadIdOf(where)
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from readings_load_routes where load_id = ?',
    [loadId]
  )
  const device = await deviceOf(where, '6501')
  await send(client, `/readings/load-routes/${row!.id}/device`, { device_id: String(device) })
  await send(client, `/readings/loads/${loadId}/distribute`, {})
  return { where, loadId, route: row!.id, device }
}

/** What the device sends of some units: the reading that each shows, what was found, and the exact place. */
async function piece(
  client: ApiClient,
  { where, loadId }: Field,
  given: { number: number; from: number; until: number; special?: Record<number, object> }
) {
  const readings = where.premises.slice(given.from, given.until).map(({ registration }, index) => {
    const place = given.from + index
    return {
      ...{ sequence: place + 1, registration, reading: 110 + place },
      read_at: `${READ_ON}T09:${String(place).padStart(2, '0')}:00`,
      ...{ latitude: SOUTH + (place + 1) * 0.0007, longitude: WEST + 0.0001 },
      ...given.special?.[place],
    }
  })
  const path = `/api/readings/field/loads/${loadId}/pieces`
  const sent = await act(client, path, { device: '6501', piece: given.number, readings })
  sent.assertStatus(200)
}

async function report(client: ApiClient, told: object) {
  const answer = await act(client, '/api/readings/field/reports', { device: '6501', ...told })
  answer.assertStatus(200)
  return answer.body() as { messages: { id: number; text: string }[] }
}

/** What a device tells with a key of its own, as it does without anybody's session. */
async function tell(client: ApiClient, key: string, told: object) {
  const answer = await client.post('/api/readings/field/reports').bearerToken(key).json(told)
  answer.assertStatus(200)
}

const timeOf = (minutes: number) =>
  `${String(8 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`

/** Out along the street and back to the base, a position each six minutes. */
const walk = Array.from({ length: 41 }, (_, index) => ({
  at: `${READ_ON}T${timeOf(index * 6)}-04:00`,
  latitude: SOUTH + Math.min(index, 40 - index) * STEP,
  longitude: WEST,
}))

const pathOf = ({ loadId }: Field) => address(`/readings/map?load=${loadId}&day=${READ_ON}`)

async function countsOf(page: Page): Promise<Record<string, string>> {
  const names = await page.locator('.field-map-counts dt').allInnerTexts()
  const values = await page.locator('.field-map-counts dd').allInnerTexts()
  return Object.fromEntries(names.map((name, index) => [name, values[index]!.trim()]))
}

async function itemsOf({ loadId }: Field): Promise<string[]> {
  const rows = await query<{ id: bigint }>(
    db,
    'select id from readings_load_items where load_id = ? order by sequence',
    [loadId]
  )
  return rows.map(({ id }) => String(id))
}

const colourOf = (page: Page, selector: string) =>
  page.evaluate(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).fill`
  ) as Promise<string>

/** What the page says of a unit once its point was clicked. */
async function clicked(page: Page, item: string): Promise<string> {
  await page.locator(`[data-unit="${item}"]`).dispatchEvent('click')
  const text = await page.locator('[data-map-detail]').innerText()
  return text.replace(/\s+/g, ' ')
}

test.group('Browser | map of readers', (group) => {
  freshDatabase(group)
  group.each.timeout(170_000)
  group.each.teardown(() => clock.restore())
  let field: Field

  test('the track joins the positions in the order of time, with its readings, length and time, and can be travelled', async ({
    browser,
    client,
    assert,
  }) => {
    await setParameter('readings.map_interval', 1)
    field = await inField(client)
    await piece(client, field, { number: 1, from: 0, until: 24 })
    // The last of the 25 readings is an occurrence with a reading; positions come in any order.
    await piece(client, field, {
      ...{ number: 2, from: 24, until: 25 },
      special: { 24: { occurrence: '04' } },
    })
    await report(client, { positions: walk.slice(20), battery: 70 })
    await report(client, { positions: walk.slice(0, 20) })
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'elisa.leitura')
    const complaints = listenForComplaints(page)
    await page.goto(pathOf(field))
    const track = page.locator(`[data-track="${field.device}"]`)
    const points = await track.getAttribute('points')
    const heights = points!.split(' ').map((pair) => Number(pair.split(',')[1]))
    assert.lengthOf(heights, 41)
    const top = heights.indexOf(Math.min(...heights))
    assert.equal(top, 20, 'north until the half of the way, then back')
    assert.isTrue(
      heights.every(
        (y, index) =>
          index === 0 || (index <= 20 ? y < heights[index - 1]! : y > heights[index - 1]!)
      )
    )
    const label = page.locator('.track-name')
    assert.match(await label.innerHTML(), /07 · Roteiro 07: 25 leituras/)

    const row = page.locator('#map-live tr', { hasText: 'Coletor 6501' })
    assert.equal(await row.locator('[data-label="Distância (km)"]').innerText(), '5,0')
    assert.equal(await row.locator('[data-label="Tempo"]').innerText(), '04:00')
    const reader = page.locator(`[data-reader="${field.device}"]`)
    assert.equal(await reader.getAttribute('data-at'), '12:00:00')
    await page.click(`[data-map-play="${field.device}"]`)
    const passed: string[] = []
    const until = Date.now() + 60_000
    while (Date.now() < until && (passed.at(-1) !== '12:00:00' || passed.length < 3)) {
      const at = (await reader.getAttribute('data-at'))!
      if (at !== passed.at(-1)) passed.push(at)
      await page.waitForTimeout(100)
    }
    assert.isAbove(passed.length, 8)
    const travelled = passed[0] === '12:00:00' ? passed.slice(1) : passed
    assert.deepEqual(travelled, travelled.toSorted(), 'in the order of time')
    const items = await itemsOf(field)
    assert.equal(await page.locator('[data-unit]').count(), UNITS)
    const along = await clicked(page, items[3]!)
    assert.include(along, field.where.premises[3]!.registration)
    assert.include(along, 'Rua das Provas, 40')
    assert.deepEqual(complaints, [])
    await context.close()
  }).tags(['@TR-3.2.4.18.1', '@TR-3.2.4.18.3'])

  test('a new position moves the reader and a new reading the colour of its unit, without reloading', async ({
    browser,
    client,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'elisa.leitura')
    await page.goto(pathOf(field))
    await page.evaluate('window.openedOnce = true')
    const items = await itemsOf(field)
    const unit = page.locator(`[data-unit="${items[25]}"]`)
    assert.include(await unit.getAttribute('class'), 'is-pending')
    const reader = page.locator(`[data-reader="${field.device}"]`)
    const before = await reader.getAttribute('transform')
    const moved = { at: `${READ_ON}T12:10:00-04:00`, latitude: SOUTH + 0.004, longitude: WEST }
    await tell(client, await deviceKey(client), { device: '6501', positions: [moved] })
    await piece(client, field, {
      ...{ number: 3, from: 25, until: 26 },
      special: { 25: { meter: 'X999' } },
    })
    await page
      .locator(`[data-unit="${items[25]}"].is-read`)
      .waitFor({ timeout: 30_000, state: 'attached' })
    await page
      .locator(`[data-reader="${field.device}"][data-at="12:10:00"]`)
      .waitFor({ timeout: 30_000, state: 'attached' })
    assert.notEqual(await reader.getAttribute('transform'), before)
    assert.isTrue(await page.evaluate('window.openedOnce'), 'the page was not loaded again')
    const [kept] = await query<{ type: string; near: boolean }>(
      db,
      `select pg_typeof(place)::text as type, place <@ box(point(?, ?), point(?, ?)) as near from readings_device_positions
        where device_id = ? order by taken_at desc limit 1`,
      [WEST - 0.001, SOUTH, WEST + 0.001, SOUTH + 0.005, field.device]
    )
    assert.deepEqual(kept, { type: 'point', near: true })
    await context.close()
  }).tags(['@TR-3.2.4.18'])

  test('the nine counts of the work are what the device and the server counted', async ({
    browser,
    client,
    assert,
  }) => {
    const counted = {
      ...{ route: Number(field.route), made: 28, calculated: 24, prints: 20, rolls: 1 },
      ...{ renotices: 5, excess_notices: 3, occurrence_bills: 2 },
    }
    await report(client, { counters: [counted] })
    await report(client, { counters: [{ ...counted, made: 27 }] })
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'elisa.leitura')
    await page.goto(pathOf(field))
    assert.deepEqual(await countsOf(page), {
      'Leituras feitas': '28',
      'Leituras a fazer': '2',
      'Faturas calculadas e impressas': '20',
      'Faturas calculadas e não impressas': '4',
      'Reavisos de débito': '5',
      'Avisos de excesso de consumo': '3',
      'Faturas por ocorrência': '2',
      'Leituras transferidas': '26',
      'Leituras aguardando transferência': '2',
    })
    await context.close()
  }).tags(['@TR-3.2.4.18.6'])

  test('a reader is on-line while the device makes contact, and messages go there and are told as received', async ({
    browser,
    client,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'elisa.leitura')
    await page.goto(pathOf(field))
    const row = page.locator('#map-live tr', { hasText: 'Coletor 6501' })
    assert.include(await row.locator('[data-label="Contato"]').innerText(), 'On-line')
    await row.getByRole('link', { name: 'Mandar' }).click()
    await page.fill('[name="text"]', 'Volte à base às 16 h')
    await page.getByRole('button', { name: 'Mandar mensagem' }).click()
    await page.goto(pathOf(field))
    assert.include(await row.locator('[data-label="Mensagem"]').innerText(), 'uma não recebida')
    const { messages } = await report(client, {})
    assert.deepEqual(
      messages.map(({ text }) => text),
      ['Volte à base às 16 h']
    )
    const after = await report(client, { received: messages.map(({ id }) => id) })
    assert.deepEqual(after.messages, [])
    const [kept] = await query<{ told: boolean }>(
      db,
      'select received_at is not null as told from readings_device_messages where device_id = ?',
      [field.device]
    )
    assert.isTrue(kept!.told)
    await query(
      db,
      `update readings_devices set last_seen_at = now() - interval '11 minutes' where id = ?`,
      [field.device]
    )
    await page.goto(pathOf(field))
    assert.include(await row.locator('[data-label="Contato"]').innerText(), 'Off-line')
    assert.notInclude(await row.locator('[data-label="Mensagem"]').innerText(), 'não recebida')
    await context.close()
  })

  test('who makes contact is on-line, and who falls silent turns off-line on the open page', async ({
    browser,
    client,
    assert,
  }) => {
    const where = await street({ code: '64', premises: 3 })
    const codes = ['6401', '6402', '6403']
    for (const [index, code] of codes.entries()) {
      await routeThrough(where, { code, premises: [where.premises[index]!] })
    }
    await generate(where)
    const loadId = await loadIdOf(where)
    const routes = await query<{ id: bigint }>(
      db,
      'select id from readings_load_routes where load_id = ? order by id',
      [loadId]
    )
    for (const [index, code] of codes.entries()) {
      const device = String(await deviceOf(where, code))
      const path = `/readings/load-routes/${routes[index]!.id}/device`
      await send(client, path, { device_id: device })
    }
    await send(client, `/readings/loads/${loadId}/distribute`, {})
    const key = await deviceKey(client)
    await tell(client, key, { device: '6401' })
    await tell(client, key, { device: '6402', battery: 80 })
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'elisa.leitura')
    await page.goto(address(`/readings/map?load=${loadId}`))
    const contacts = async () => {
      const texts = await page.locator('#map-live td[data-label="Contato"]').allInnerTexts()
      return texts.map((text) => /On-line|Off-line/.exec(text)![0])
    }
    assert.deepEqual(await contacts(), ['On-line', 'On-line', 'Off-line'])
    await page.evaluate('window.openedOnce = true')
    // Eleven minutes later, one more than the parameter allows, only the first has made contact again.
    clock.freeze(new Date(clock.now().getTime() + 11 * 60_000))
    await tell(client, key, { device: '6401' })
    const silent = page.locator('#map-live tr', { hasText: 'Coletor 6402' })
    const told = silent.locator('td[data-label="Contato"]', { hasText: 'Off-line' })
    await told.waitFor({ timeout: 10_000 })
    assert.deepEqual(await contacts(), ['On-line', 'Off-line', 'Off-line'])
    assert.isTrue(await page.evaluate('window.openedOnce'), 'the page was not loaded again')
    await context.close()
  }).tags(['@TR-3.2.5.20a'])

  test('a click tells what was read, and colours tell how far each unit is', async ({
    browser,
    client,
    assert,
  }) => {
    const { where, loadId } = field
    await piece(client, field, {
      ...{ number: 4, from: 26, until: 27 },
      special: { 26: { reading: null, occurrence: '01' } },
    })
    const permissions = new Set(['readings.run', 'readings.read', 'readings.review'])
    await runAction('readings.close_field', {
      actor: { ...where.actor, permissions },
      input: { load_id: Number(loadId) },
      reason: 'Fim do dia',
    })
    await criticise(where, loadId)
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'elisa.leitura')
    await page.goto(pathOf(field))
    const items = await itemsOf(field)
    const leak = await clicked(page, items[24]!)
    for (const text of [
      'Endereço Rua das Provas, 250',
      'Leitura 134',
      'Ocorrência 04',
      'Consumo faturado 34 m³',
    ])
      assert.include(leak, text)
    const closed = await clicked(page, items[26]!)
    assert.include(closed, 'Endereço Rua das Provas, 270')
    assert.include(closed, 'Ocorrência 01')
    assert.notMatch(closed, /Leitura \d/)

    const classes = { 0: 'is-calculated', 25: 'is-read', 29: 'is-pending' }
    const colours = new Set<string>()
    for (const [index, name] of Object.entries(classes)) {
      const selector = `[data-unit="${items[Number(index)]}"].${name}`
      const colour = await colourOf(page, selector)
      assert.equal(colour, await colourOf(page, `.field-map-legend .${name}`))
      colours.add(colour)
    }
    assert.equal(colours.size, 3)
    const [held] = await query<{ id: bigint }>(
      db,
      'select id from readings_readings where load_item_id = ?',
      [items[25]!]
    )
    await send(client, `/readings/review/${held!.id}`, { mode: 'as_is', reason: 'Foto conferida' })
    const decided = page.locator(`[data-unit="${items[25]}"].is-calculated`)
    await decided.waitFor({ timeout: 30_000, state: 'attached' })
    await context.close()
  }).tags(['@TR-3.2.4.18.2', '@TR-3.2.4.18.4'])

  test('the map can be read at the desk and on a phone', async ({ browser, assert }) => {
    for (const viewport of [DESK, PHONE]) {
      const context = await browser.newContext({ viewport })
      const page = await enter(context, 'elisa.leitura')
      await page.goto(pathOf(field))
      await page.locator('summary', { hasText: 'Unidades do roteiro em tabela' }).click()
      await page.locator('[data-unit]').first().dispatchEvent('click')
      await assertReadable(page, assert)
      await context.close()
    }
  })
})
