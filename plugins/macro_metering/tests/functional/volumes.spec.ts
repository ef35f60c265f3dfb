import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno } from '#tests/support/people'
import { cityOf, controlsOn, meterAt, point, post, volume } from './support.ts'

/** In 1,000 m³, by code. */
async function snis(client: ApiClient, year: string): Promise<Record<string, string>> {
  const answer = await client
    .get(`/api/reports/macro_metering.snis_volumes?year=${year}`)
    .loginAs(await bruno())
  answer.assertStatus(200)
  const { rows } = answer.body() as { rows: { code: string; thousand_m3: string }[] }
  return Object.fromEntries(rows.map(({ code, thousand_m3: m3 }) => [code, String(Number(m3))]))
}

test.group('Macro metering | volumes', (group) => {
  freshDatabase(group)
  let city = ''
  group.setup(async () => {
    clock.freeze('2026-11-23T15:00:00Z')
    city = await cityOf('5100000', 'Águas Claras')
  })
  group.teardown(() => clock.restore())

  const measured = async (client: ApiClient, kind: string, m3: string, given = {}) => {
    const place = await point(client, kind, city)
    await meterAt(client, place.id, '2024-01-01')
    const kept = await volume(client, place.id, m3, given)
    kept.assertStatus(302)
    return place
  }

  test('water produced counts outlets and wells, measured and estimated; macro-metered only what was measured, imported too', async ({
    client,
    assert,
  }) => {
    await measured(client, 'treatment_outlet', '500000')
    const bare = await point(client, 'treatment_outlet', city)
    const refused = await volume(client, bare.id, '200000')
    refused.assertTextIncludes('o volume só pode ser estimado')
    await volume(client, bare.id, '200000', { origin: 'estimated' })
    await measured(client, 'well', '100000')
    await measured(client, 'imported_treated', '30000')
    await measured(client, 'imported_treated', '20000')
    await measured(client, 'imported_raw', '70000')
    const { AG006, AG012, AG018 } = await snis(client, '2026')
    assert.deepEqual({ AG006, AG012, AG018 }, { AG006: '800', AG012: '650', AG018: '50' })
  }).tags(['@SN-AG006', '@SN-AG012', '@SN-AG018'])

  test('treated water that is exported counts as such, and in what was consumed and billed', async ({
    client,
    assert,
  }) => {
    const billed = async () => {
      const answer = await client
        .get('/api/reports/billing.snis_volumes?year=2026')
        .loginAs(await bruno())
      answer.assertStatus(200)
      const { rows } = answer.body() as { rows: { code: string; thousand_m3: string }[] }
      const of = Object.fromEntries(rows.map((row) => [row.code, Number(row.thousand_m3)]))
      return [of.AG010!, of.AG011!] as const
    }
    const [consumed, charged] = await billed()
    await measured(client, 'exported_treated', '250000')
    const { AG019, AG006 } = await snis(client, '2026')
    assert.deepEqual([AG019, AG006], ['250', '800'])
    assert.deepEqual(await billed(), [consumed + 250, charged + 250])
  }).tags(['@SN-AG019'])

  test('treated sewage is what entered the plants less the imported part', async ({
    client,
    assert,
  }) => {
    await measured(client, 'sewage_inlet', '300000')
    const place = await point(client, 'imported_sewage', city)
    await volume(client, place.id, '40000', { origin: 'estimated', treated_m3: '40000' })
    const { ES006 } = await snis(client, '2026')
    assert.equal(ES006, '260')
  }).tags(['@SN-ES006'])

  test('of sewage that changes hands the treated part never passes the whole, and the exported one wants its paper', async ({
    client,
    assert,
  }) => {
    const at = { reference: '2025-10' }
    await measured(client, 'imported_sewage', '15000', { ...at, treated_m3: '15000' })
    const other = await point(client, 'imported_sewage', city)
    const guess = { ...at, origin: 'estimated' }
    const beyond = await volume(client, other.id, '25000', { ...guess, treated_m3: '45000' })
    beyond.assertTextIncludes('o volume tratado é maior que o recebido')
    await volume(client, other.id, '25000', { ...guess, treated_m3: '20000' })
    const out = await point(client, 'exported_sewage', city)
    const bare = await volume(client, out.id, '60000', { ...guess, treated_m3: '50000' })
    bare.assertTextIncludes('pede o documento')
    const above = { ...guess, treated_m3: '61000', document: 'Ofício 12/2026' }
    const refused = await volume(client, out.id, '60000', above)
    refused.assertStatus(422)
    await volume(client, out.id, '60000', { ...above, treated_m3: '50000' })
    const { ES012, ES013, ES014, ES015 } = await snis(client, '2025')
    assert.deepEqual(
      { ES012, ES013, ES014, ES015 },
      {
        ...{ ES012: '60', ES013: '40', ES014: '35', ES015: '50' },
      }
    )
    const [row] = await query<{ id: bigint }>(
      db,
      'select id from macro_metering_volumes where point_id = ?',
      [BigInt(out.id)]
    )
    const path = `/macro-metering/volumes/${row!.id}/change/correct`
    const less = {
      m3: '49000',
      origin: 'estimated',
      treated_m3: '50000',
      document: 'Ofício 12/2026',
    }
    const wrong = await post(client, path, { ...less, reason: 'Recontagem do medidor' })
    wrong.assertStatus(422)
    const right = await post(client, path, {
      ...less,
      treated_m3: '48000',
      reason: 'Recontagem do medidor',
    })
    right.assertStatus(302)
    const { ES015: corrected } = await snis(client, '2025')
    assert.equal(corrected, '48')
  }).tags(['@SN-ES013', '@SN-ES014', '@SN-ES015'])

  test('volumes of the supervisory system are level 3, a municipality typed level 2, sheets alone level 1; a message counts once', async ({
    client,
    assert,
  }) => {
    await query(db, `update macro_metering_points set closed_on = '2024-01-02'`)
    const here = await point(client, 'reservoir', city)
    const there = await point(client, 'reservoir', await cityOf('5199999', 'Vila Nova'))
    for (const { id } of [here, there]) await meterAt(client, id, '2024-01-01')
    const message = (place: { readonly code: string }, from: string, until: string) => ({
      ...{ id: `${place.code}/${from}`, point: place.code, from, until, m3: '1200.5' },
      origin: 'measured',
    })
    const transmit = async (...messages: object[]) => {
      const answer = await client
        .post('/api/macro-metering/messages')
        .loginAs(await ana())
        .withCsrfToken()
        .json({ messages })
      answer.assertStatus(200)
      const { accepted, repeated, refused } = answer.body() as Record<string, number>
      return [accepted, repeated, refused]
    }
    const first = message(here, '2026-10-01', '2026-10-15')
    const both = [first, message(there, '2026-10-01', '2026-10-31')]
    assert.deepEqual(await transmit(...both), [2, 0, 0])
    assert.deepEqual(await transmit(...both, message(here, '2026-10-16', '2026-10-31')), [1, 2, 0])
    const over = { ...first, id: 'another', until: '2026-10-20' }
    assert.deepEqual(await transmit(over, { ...first, id: 'x', point: 'none' }), [0, 0, 2])
    const [sum] = await query<{ m3: string }>(
      db,
      `select sum(m3)::text as m3 from macro_metering_volumes where point_id = ?`,
      [BigInt(here.id)]
    )
    assert.equal(sum!.m3, '2401.000')
    await transmit(message(here, '2026-09-01', '2026-09-30'))
    await volume(client, there.id, '900', { reference: '2026-09' })
    const sheet = async () => {
      const answer = await client
        .post('/macro-metering/file')
        .loginAs(await bruno())
        .withCsrfToken()
        .file(
          'file',
          Buffer.from(
            `ponto;mes;m3;origem\n${here.code};08/2026;800,5;medido\n${there.code};08/2026;700;medido\n${there.code};13/2026;1;medido\n`
          ),
          { filename: 'agosto.csv' }
        )
        .redirects(0)
      answer.assertStatus(302)
      const [row] = await query<object>(
        db,
        'select accepted, repeated, refused, problems from macro_metering_deliveries order by id desc limit 1'
      )
      return row
    }
    const problems = 'linha 4: mês inválido “13/2026”'
    assert.deepEqual(await sheet(), { accepted: 2, repeated: 0, refused: 1, problems })
    assert.deepEqual(await sheet(), { accepted: 0, repeated: 2, refused: 1, problems })
    const levels = []
    for (const on of ['2026-11-23', '2026-10-15', '2026-09-15']) {
      const { followed } = await controlsOn(client, on)
      levels.push(followed)
    }
    assert.deepEqual(levels, [3, 2, 1])
    const page = await client.get('/macro-metering/controls').loginAs(await bruno())
    page.assertTextIncludes('Só pelo supervisório')
  }).tags(['@AC-082'])
})
