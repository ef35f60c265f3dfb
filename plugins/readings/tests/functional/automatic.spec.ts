import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { criticise, generate, loadIdOf, stateOf } from './helpers.ts'
import { type Street, act, ask, elisa, routeThrough, send, street } from './street_fixture.ts'

interface Line {
  readonly number: number
  readonly fate: string
  readonly code: string | null
  readonly message: string | null
}

interface Answer {
  readonly delivery: string
  readonly is_repeated: boolean
  readonly used: number
  readonly lines: readonly Line[]
}

const meterOf = (where: Street, index: number) => `M${where.premises[index]!.registration}`

async function transmit(client: ApiClient, messages: readonly object[]): Promise<Answer> {
  const answer = await act(client, '/api/readings/automatic', { messages })
  answer.assertStatus(200)
  return answer.body() as Answer
}

async function upload(client: ApiClient, name: string, content: string) {
  return client
    .post('/readings/automatic-file')
    .loginAs(await elisa())
    .withCsrfToken()
    .file('file', Buffer.from(content), { filename: name })
    .redirects(0)
}

const fatesOf = ({ lines }: Answer) => lines.map(({ fate, code }) => code ?? fate)
const countKept = async (where: Street) => {
  const [row] = await query<{ count: bigint }>(
    db,
    `select count(*) from readings_automatic_lines where municipality_id = ? and fate = 'accepted'`,
    [where.municipalityId]
  )
  return Number(row!.count)
}

test.group('Readings | automatic meter reading', (group) => {
  freshDatabase(group)
  let where: Street

  group.setup(async () => {
    clock.freeze('2026-10-06T15:00:00Z')
    where = await street({ code: '71', premises: 5 })
    await routeThrough(where, { code: 'A1', premises: where.premises })
  })
  group.teardown(() => clock.restore())

  test('a message is kept once as a reading of the connection of its meter, and the unknown ones are listed', async ({
    client,
    assert,
  }) => {
    const messages = [
      // The municipality is four hours behind.
      { meter: meterOf(where, 0), reading: 118, at: '2026-10-02T12:00:00Z' },
      { meter: meterOf(where, 1), reading: 131.75, at: '2026-10-02T08:15:00' },
      { meter: 'ZZ999', reading: 5, at: '2026-10-02T08:00:00' },
      { meter: meterOf(where, 2), reading: 120, at: '2026-02-30T08:00:00' },
      { meter: meterOf(where, 2), reading: 120, at: '2026-07-01T08:00:00' },
      { meter: meterOf(where, 2), reading: 9_999_999, at: '2026-10-02T08:00:00' },
      { meter: meterOf(where, 2), reading: 120, at: '2026-10-07T08:00:00' },
    ]
    const first = await transmit(client, messages)
    assert.deepEqual(fatesOf(first), [
      ...['accepted', 'accepted', 'meter_unknown', 'read_at_invalid', 'not_installed'],
      ...['beyond_dial', 'future'],
    ])
    const kept = await query(
      db,
      `select c.registration_number as registration, c.service, a.reading, a.read_at::text as at, a.origin
         from readings_automatic_lines a join registry_connections c on c.id = a.connection_id
        where a.fate = 'accepted' order by a.number`
    )
    const common = { service: 'water', origin: 'amr' }
    assert.deepEqual(kept, [
      {
        ...common,
        ...{ registration: where.premises[0]!.registration, reading: 118 },
        at: '2026-10-02 08:00:00',
      },
      {
        ...common,
        ...{ registration: where.premises[1]!.registration, reading: 131 },
        at: '2026-10-02 08:15:00',
      },
    ])

    const again = await transmit(client, messages)
    assert.isTrue(again.is_repeated)
    assert.equal(again.delivery, first.delivery)
    assert.deepEqual(again.lines, first.lines)
    const mixed = await transmit(client, [
      messages[0]!,
      { meter: meterOf(where, 0), reading: 119, at: '2026-10-02T08:00:00' },
    ])
    assert.deepEqual(fatesOf(mixed), ['repeated', 'other_reading'])
    assert.equal(await countKept(where), 2)

    const list = await ask(client, '/api/readings/automatic-lines?fate=unknown')
    const { data } = list.body() as { data: readonly Record<string, unknown>[] }
    assert.deepEqual(
      data.map(({ meter_number: meter }) => meter),
      ['ZZ999']
    )
    const page = await ask(client, '/readings/automatic-lines?fate=unknown')
    page.assertTextIncludes('O hidrômetro ZZ999 não está no cadastro.')
  }).tags(['@TR-3.2.3.12'])

  test('files of columns and of JSON come in by the same door, line by line', async ({
    client,
    assert,
  }) => {
    const columns = [
      'hidrometro;leitura;data_hora',
      `${meterOf(where, 2)};122,4;2026-10-03T07:00:00`,
      `${meterOf(where, 0)};118;2026-10-02T08:00:00`,
      `XX1;10;2026-10-03T07:00:00`,
      `${meterOf(where, 3)};abc;2026-10-03T07:00:00`,
    ]
    const sent = await upload(client, 'amr.csv', columns.join('\r\n'))
    sent.assertStatus(302)
    const page = await ask(client, sent.header('location')!)
    page.assertStatus(200)
    const told = String(sent.flashMessage('done'))
    assert.include(told, 'guardadas 1, repetidas 1, de hidrômetros desconhecidos 1, recusadas 1;')
    const json = JSON.stringify([
      { meter: meterOf(where, 3), reading: 101, at: '2026-10-03T07:00:00-04:00' },
    ])
    const second = await upload(client, 'amr.json', json)
    assert.include(String(second.flashMessage('done')), 'guardadas 1,')
    const bad = await upload(client, 'foto.csv', 'nada disso;aqui')
    const problem = bad.flashMessage('problem') as { code: string }
    assert.equal(problem.code, 'E_READINGS_AUTOMATIC_FILE')
    assert.equal(await countKept(where), 4)
  })

  test('the load of the month is read with them, before and after it goes to the field', async ({
    client,
    assert,
  }) => {
    await transmit(client, [
      { meter: meterOf(where, 0), reading: 117, at: '2026-09-30T08:00:00' },
      { meter: meterOf(where, 0), reading: 121, at: '2026-10-04T08:00:00' },
    ])
    await generate(where)
    const loadId = await loadIdOf(where)
    await send(client, `/readings/loads/${loadId}/distribute`, {})
    assert.equal(await stateOf(where), 'in_field')
    const last = await transmit(client, [
      { meter: meterOf(where, 4), reading: 115, at: '2026-10-05T08:00:00' },
      { meter: meterOf(where, 0), reading: 125, at: '2026-10-06T08:00:00' },
    ])
    assert.equal(last.used, 1)
    assert.equal(await stateOf(where), 'returned')
    await criticise(where, loadId)
    const readings = await query(
      db,
      `select reading, origin, collection, read_at::text as at from readings_readings where load_id = ? order by id`,
      [loadId]
    )
    const common = { origin: 'amr', collection: 'telemetry' }
    assert.deepEqual(readings, [
      { ...common, reading: 121, at: '2026-10-04 08:00:00' },
      { ...common, reading: 131, at: '2026-10-02 08:15:00' },
      { ...common, reading: 122, at: '2026-10-03 07:00:00' },
      { ...common, reading: 101, at: '2026-10-03 07:00:00' },
      { ...common, reading: 115, at: '2026-10-05 08:00:00' },
    ])
  })
})
