import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { replayReading } from '../../services/replay_reading.ts'
import { READ_ON, criticise, generate, loadIdOf } from './helpers.ts'
import { type Street, act, ask, deviceOf, routeThrough, send, street } from './street_fixture.ts'

interface Taken {
  readonly revision: number
  readonly items: readonly {
    readonly registration: string
    readonly sequence: number
    readonly previous_reading: number
    readonly review: string | null
  }[]
}

const DEVICE = '9101'
let where: Street
let loadId: bigint

const path = () => `/api/readings/field/loads/${loadId}`

async function taken(client: ApiClient, since?: number): Promise<Taken> {
  const sinceText = since === undefined ? '' : `&since=${since}`
  const answer = await ask(client, `${path()}?device=${DEVICE}${sinceText}`)
  answer.assertStatus(200)
  return answer.body() as Taken
}

/** What a device sends of an item: so many m³ more than before. */
const visit = (item: Taken['items'][number], m3: number, at: string) => ({
  ...{ sequence: item.sequence, registration: item.registration },
  ...{ reading: item.previous_reading + m3, read_at: `${READ_ON}T${at}:00` },
})

async function piece(client: ApiClient, number: number, readings: readonly object[]) {
  const sent = await act(client, `${path()}/pieces`, { device: DEVICE, piece: number, readings })
  sent.assertStatus(200)
  return (sent.body() as { lines: { fate: string }[] }).lines.map(({ fate }) => fate)
}

interface Row {
  readonly id: bigint
  readonly load_item_id: bigint
  readonly state: string
  readonly reading: number
  readonly billed_m3: string
}

async function readingOf(registration: string): Promise<Row> {
  const [row] = await query<Row>(
    db,
    `select id, load_item_id, state, reading, billed_m3 from readings_readings where load_id = ? and registration_number = ?`,
    [loadId, registration]
  )
  return row!
}

async function mark(client: ApiClient, id: bigint, reason: string): Promise<void> {
  const asked = await client
    .post(`/readings/review/${id}`)
    .loginAs(await bruno())
    .withCsrfToken()
    .form({ mode: 'field_review', reason })
    .header('referer', '/readings/review')
    .redirects(0)
  asked.assertStatus(302)
}

async function cardOf(client: ApiClient, id: bigint): Promise<string | undefined> {
  const page = await client.get(`/readings/review?load=${loadId}`).loginAs(await bruno())
  return page
    .text()
    .split('<section')
    .find((part) => part.includes(`/readings/review/${id}"`))
}

test.group('Readings | second visits', (group) => {
  freshDatabase(group)

  test('a doubtful reading goes to the device and the reviewed one takes its place, both kept', async ({
    client,
    assert,
  }) => {
    where = await street({ code: '91', premises: 3 })
    await routeThrough(where, { code: '01', premises: where.premises })
    const device = await deviceOf(where, DEVICE)
    await generate(where)
    loadId = await loadIdOf(where)
    const [route] = await query<{ id: bigint }>(
      db,
      'select id from readings_load_routes where load_id = ?',
      [loadId]
    )
    await send(client, `/readings/load-routes/${route!.id}/device`, { device_id: String(device) })
    await send(client, `/readings/loads/${loadId}/distribute`, {})
    const { items, revision } = await taken(client)
    const [first, second, third] = items
    await piece(client, 1, [
      visit(first!, 250, '09:00'),
      visit(second!, 300, '09:05'),
      visit(third!, 12, '09:10'),
    ])
    await criticise(where, loadId)
    const doubtful = await readingOf(first!.registration)
    assert.equal(doubtful.state, 'held')
    const before = await taken(client, revision)
    assert.lengthOf(before.items, 0)

    await mark(client, doubtful.id, 'Confira o segundo algarismo')
    const { items: back } = await taken(client, revision)
    assert.deepEqual(
      back.map(({ registration, review }) => [registration, review]),
      [[first!.registration, 'Confira o segundo algarismo']]
    )

    assert.deepEqual(await piece(client, 2, [visit(first!, 25, '14:00')]), ['review'])
    const reviewed = await readingOf(first!.registration)
    assert.containsSubset(reviewed, {
      ...{ state: 'accepted', reading: first!.previous_reading + 25, billed_m3: '25' },
    })
    const after = await taken(client, revision)
    assert.lengthOf(after.items, 0)
    const user = await bruno()
    const [kept] = await query<{ id: bigint }>(
      db,
      'select id from readings_field_reviews where reading_id = ?',
      [reviewed.id]
    )
    const page = await client.get(`/readings/field-reviews/${kept!.id}`).loginAs(user)
    const shown = page.text().replace(/<[^>]*>/g, ' ')
    for (const text of ['Voltou do campo', 'Confira o segundo algarismo', 'Bruno Matos'])
      assert.include(shown, text)
    const rest = await client.get(`/api/readings/field-reviews/${kept!.id}`).loginAs(user)
    assert.containsSubset((rest.body() as { data?: object }).data ?? rest.body(), {
      ...{ doubtful_reading: first!.previous_reading + 250 },
      ...{ reading: first!.previous_reading + 25, state: 'returned' },
    })
    const lines = await query<{ fate: string }>(
      db,
      'select fate from readings_file_lines where load_item_id = ? order by id',
      [reviewed.load_item_id]
    )
    assert.deepEqual(
      lines.map(({ fate }) => fate),
      ['accepted', 'review']
    )
    const replay = await db.transaction((tx) => replayReading(tx, reviewed.load_item_id))
    assert.deepEqual(replay.differences, [])
  }).tags(['@TR-3.2.4.6c'])

  test('what the second visit still shows waits for a person, with both readings on the card', async ({
    client,
    assert,
  }) => {
    const { items, revision } = await taken(client)
    const second = items[1]!
    const held = await readingOf(second.registration)
    await mark(client, held.id, 'Confira se há vazamento')
    assert.include(await cardOf(client, held.id), 'Confira se há vazamento')
    const { items: back } = await taken(client, revision)
    assert.lengthOf(back, 1)
    await piece(client, 3, [visit(second, 301, '15:00')])
    const again = await readingOf(second.registration)
    assert.containsSubset(again, { state: 'held', reading: second.previous_reading + 301 })
    const card = await cardOf(client, held.id)
    assert.include(card, 'Voltou do campo')
    assert.include(card, 'Primeira visita')
    assert.include(card, String(second.previous_reading + 300))
    const accepted = await client
      .post(`/readings/review/${held.id}`)
      .loginAs(await bruno())
      .withCsrfToken()
      .form({ mode: 'as_is', reason: 'Confirmada em nova visita' })
      .redirects(0)
    accepted.assertStatus(302)
    const confirmed = await readingOf(second.registration)
    assert.containsSubset(confirmed, { state: 'confirmed', billed_m3: '301' })
    const replay = await db.transaction((tx) => replayReading(tx, held.load_item_id))
    assert.deepEqual(replay.differences, [])
    const late = await act(client, `${path()}/pieces`, {
      ...{ device: DEVICE, piece: 4, readings: [visit(second, 310, '16:00')] },
    })
    assert.equal((late.body() as { lines: { fate: string }[] }).lines[0]!.fate, 'rejected')
  })
})
