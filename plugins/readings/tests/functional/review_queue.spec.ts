import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import sharp from 'sharp'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno } from '#tests/support/people'
import { criticise, distributed, fieldFile, ground, receive } from './helpers.ts'
import { anotherRouteOf, knownLoad, put, report, routeOf } from './reported_load.ts'

interface HeldRow {
  readonly id: bigint
  readonly load_item_id: bigint
  readonly registration_number: string
}

const heldOf = (loadId: bigint) =>
  query<HeldRow>(
    db,
    `select id, load_item_id, registration_number from readings_readings where load_id = ? and state = 'held' order by id`,
    [loadId]
  )

const statesOf = async (ids: readonly bigint[]) => {
  const rows = await query<{ state: string; kind: string }>(
    db,
    'select state, kind from readings_readings where id = any(?::bigint[]) order by id',
    [ids]
  )
  return rows.map(({ state, kind }) => `${state} ${kind}`)
}

async function post(client: ApiClient, path: string, form: Record<string, unknown>) {
  return client
    .post(path)
    .loginAs(await bruno())
    .withCsrfToken()
    .form(form)
    .header('referer', '/readings/review')
    .redirects(0)
}

const queue = async (client: ApiClient, address = '') => {
  const page = await client.get(`/readings/review${address}`).loginAs(await bruno())
  page.assertStatus(200)
  return page.text()
}
const cards = (html: string) =>
  [...html.matchAll(/action="\/readings\/review\/(\d+)"/g)].map(([, id]) => id)

test.group('Readings | the queue of held readings', (group) => {
  freshDatabase(group)

  test('a card shows the past year, what was expected and the photograph of the reading', async ({
    client,
    assert,
  }) => {
    const where = await ground()
    const { id } = await distributed(where)
    await receive(where, id, await fieldFile(where, id, { notNumeric: 4 }))
    await criticise(where, id)
    const [held] = await heldOf(id)
    const picture = await sharp({
      create: { width: 640, height: 480, channels: 3, background: '#446688' },
    })
      .jpeg()
      .toBuffer()
    const sent = await client
      .post(`/readings/load-items/${held!.load_item_id}/attachments`)
      .field('kind', 'photo')
      .file('file', picture, { filename: 'hidrometro.jpg' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await bruno())
    sent.assertStatus(302)
    const html = await queue(client)
    const card = html
      .split('<section')
      .find((part) => part.includes(`/readings/review/${held!.id}"`))!
    assert.include(card, 'Sem leitura e sem anormalidade no retorno')
    assert.include(card, 'consumption-bars')
    assert.match(card, /09\/2026: \d+/)
    const [, thumbnail = ''] = /<img src="([^"]+)"/.exec(card) ?? []
    assert.include(thumbnail, `/readings/load-items/${held!.load_item_id}/attachments/`)
    const image = await client.get(thumbnail).loginAs(await bruno())
    image.assertStatus(200)
  })

  test('filters leave what they name, and say how many wait under each choice', async ({
    client,
    assert,
  }) => {
    const load = await knownLoad('2027-02')
    const route = await routeOf(load)
    const other = await anotherRouteOf(load)
    const at = (index: number) => load.premises[index]!
    const [one, two, three] = await put(load, [
      { premise: at(0), route: route.id, held: 'Consumo acima da faixa esperada pela média.' },
      { premise: at(1), route: route.id, held: 'Conferir', anomaly: '04' },
      { premise: at(2), route: other.id, held: 'Conferir' },
      { premise: at(3), route: other.id },
    ])
    const [facts] = await query<{ facts: string }>(
      db,
      `select facts from readings_load_items where facts <> '{}' limit 1`
    )
    await query(db, `update readings_load_items set facts = ? where load_id = ?`, [
      facts!.facts,
      load.id,
    ])
    const own = `load=${load.id}`
    const found = async (filter: string) => cards(await queue(client, `?${own}${filter}`))
    assert.deepEqual(await found(''), [String(one), String(two), String(three)])
    assert.deepEqual(await found(`&route=${route.id}`), [String(one), String(two)])
    assert.deepEqual(await found('&anomaly=04'), [String(two)])
    assert.deepEqual(await found(`&group=${load.group}&route=${other.id}`), [String(three)])
    assert.lengthOf(await found('&reason=above_range'), 3)
    assert.deepEqual(await found('&reason=beyond_dial'), [])
    const html = await queue(client, `?${own}`)
    assert.include(html, `${route.name} (2)`)
    assert.include(html, `${other.name} (1)`)
  })

  test('one decision is made for many, each told by itself; without a reason nothing is', async ({
    client,
    assert,
  }) => {
    const where = await ground()
    const [load] = await query<{ id: bigint }>(
      db,
      `select id from readings_loads where billing_group_id = ? and reference = '2026-10'`,
      [where.groupId]
    )
    const held = await heldOf(load!.id)
    const [one, two, three] = held.map(({ id }) => id)
    const many = (action: string, ids: readonly bigint[], reason: string) =>
      post(client, '/readings/review/many', {
        ...{
          action,
          reason,
          '_ids[]': ids.map(String),
          '_token': `${action}${ids.join('')}${reason}`,
        },
      })
    await many('readings.bill_average', [one!, two!], '')
    assert.deepEqual(await statesOf([one!, two!]), ['held average', 'held average'])
    const done = await many('readings.bill_average', [one!, two!], 'Imóveis fechados')
    done.assertStatus(302)
    assert.deepEqual(await statesOf([one!, two!]), ['confirmed average', 'confirmed average'])
    const entries = await query<{ actor_name: string; reason: string }>(
      db,
      `select actor_name, reason from audit_entries where action = 'readings.bill_average' order by id`
    )
    assert.deepEqual(
      entries.map((entry) => ({ ...entry })),
      [
        { actor_name: 'Bruno Matos', reason: 'Imóveis fechados' },
        { actor_name: 'Bruno Matos', reason: 'Imóveis fechados' },
      ]
    )
    // One was decided meanwhile and another has no reading to accept: they are told, and nothing else changes.
    const refused = await many('readings.accept_as_is', [one!, three!], 'Conferidas')
    const run = await client.get(refused.header('location')!).loginAs(await bruno())
    assert.include(run.text(), 'não está retida')
    assert.include(run.text(), 'Não há leitura a aceitar')
    assert.deepEqual(await statesOf([one!, three!]), ['confirmed average', 'held average'])
  })

  test('marked readings stand on the verification sheet with their registry, and only they', async ({
    client,
    assert,
  }) => {
    const load = await knownLoad('2027-04')
    const route = await routeOf(load)
    const readings = Array.from({ length: 100 }, (_, index) => ({
      premise: load.premises[index] ?? BigInt(6_000_000 + index),
      ...{ route: route.id, measured: 20 + index },
      ...(index < 10 ? { held: 'Consumo acima da faixa esperada pela média.' } : {}),
    }))
    const ids = await put(load, readings)
    const [facts] = await query<{ facts: string }>(
      db,
      `select facts from readings_load_items where facts <> '{}' limit 1`
    )
    await query(db, 'update readings_load_items set facts = ? where load_id = ?', [
      facts!.facts,
      load.id,
    ])
    for (const place of [2, 5, 7]) {
      const asked = await post(client, `/readings/review/${ids[place]}`, {
        ...{ mode: 'field_review', reason: 'Ver se o hidrômetro gira' },
      })
      asked.assertStatus(302)
    }
    const filters = `reference=2027-04&billing_group=${load.group}`
    const { rows } = await report(client, 'readings.verification_sheet', filters)
    const premises = await query<Record<string, string>>(
      db,
      `select id::text as premise_id, holder_name as holder, concat_ws(', ', street, number, complement) as address, district
         from registry_premises where id = any(?::bigint[]) order by id`,
      [[2, 5, 7].map((place) => load.premises[place]!)]
    )
    assert.lengthOf(rows, 3)
    for (const [index, row] of rows.entries()) {
      assert.containsSubset(row, premises[index]!)
      const measured = 20 + [2, 5, 7][index]!
      assert.containsSubset(row, {
        ...{ meter: 'A25X000001', previous_reading: '100', reading: String(100 + measured) },
        ...{ critique: 'Consumo acima da faixa esperada pela média.' },
        ...{ request: 'Ver se o hidrômetro gira', state: 'asked' },
      })
    }
    const paper = await client
      .get(`/reports/readings.verification_sheet/file?format=csv&${filters}`)
      .loginAs(await ana())
    assert.lengthOf(paper.text().trim().split('\r\n'), 4)
    const again = await post(client, `/readings/review/${ids[2]}`, {
      ...{ mode: 'field_review', reason: 'De novo' },
    })
    again.assertStatus(302)
    const reviews = await client.get('/readings/field-reviews').loginAs(await bruno())
    assert.include(reviews.text(), 'Esperando a visita')
  }).tags(['@TR-3.2.4.13'])

  test('a decision before the visit withdraws it: no reader is sent for nothing', async ({
    client,
    assert,
  }) => {
    const where = await ground('02')
    const { id } = await distributed(where)
    await receive(where, id, await fieldFile(where, id, { notNumeric: 2 }))
    await criticise(where, id)
    const [held] = await heldOf(id)
    const path = `/readings/review/${held!.id}`
    await post(client, path, { mode: 'field_review', reason: 'Portão azul' })
    const askedFor = async () => {
      const rows = await query<{ field_review: string | null; state: string }>(
        db,
        `select i.field_review, v.state from readings_load_items i join readings_field_reviews v on v.load_item_id = i.id
          where i.id = ?`,
        [held!.load_item_id]
      )
      return rows.map((row) => ({ ...row }))
    }
    assert.deepEqual(await askedFor(), [{ field_review: 'Portão azul', state: 'asked' }])
    assert.include(await queue(client, `?load=${id}&visit=asked`), 'Portão azul')
    await post(client, path, { mode: 'average', reason: 'Morador informou ausência' })
    assert.deepEqual(await askedFor(), [{ field_review: null, state: 'withdrawn' }])
  })
})
