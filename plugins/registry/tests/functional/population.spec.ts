import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { putParameter } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno } from '#tests/support/people'
import { premiseAt } from './support.ts'

interface Figures {
  readonly residential: number
  readonly vacant: number
  readonly base: number
  readonly vacancyLevel: number
  readonly urban: number
  readonly rural: number
  readonly unmarked: number
  readonly areaLevel: number
}

async function figures(client: ApiClient): Promise<Figures> {
  const response = await client.get('/api/registry/population').loginAs(await ana())
  response.assertStatus(200)
  return response.body() as Figures
}

async function change(client: ApiClient, id: bigint, what: string, form: Record<string, string>) {
  const response = await client
    .post(`/registry/premises/${id}/change/${what}`)
    .loginAs(await bruno())
    .withCsrfToken()
    .form(form)
    .redirects(0)
  response.assertStatus(302)
}

/** Informed on the screens of configuration by two people, in force from the day of the clock. */
async function policy(client: ApiClient, value: Record<string, string | null>) {
  const usual = { update_months: 12, seasonality_percent: null, urban_percent: null }
  await putParameter(client, 'registry.population', { ...usual, ...value })
}

test.group('Registry | population served', (group) => {
  freshDatabase(group)
  group.each.teardown(() => clock.restore())

  test('marked households leave the base while their mark is fresh; with only a rate or old marks the level is 2', async ({
    client,
    assert,
  }) => {
    clock.freeze('2027-01-10T15:00:00Z')
    const { id } = await premiseAt('Rua das Acácias', '100')
    await query(
      db,
      `delete from registry_premise_economies where category = 'RES' and premise_id <> ?`,
      [id]
    )
    await query(db, 'update registry_premise_economies set economies = 100 where premise_id = ?', [
      id,
    ])
    const none = await figures(client)
    assert.containsSubset(none, { residential: 100, vacant: 0, base: 100, vacancyLevel: 1 })
    clock.freeze('2027-01-12T15:00:00Z')
    await policy(client, { seasonality_percent: '8.5' })
    const rate = await figures(client)
    assert.containsSubset(rate, { base: 100, vacancyLevel: 2 })

    for (const kind of ['holiday', 'weekend', 'unoccupied']) {
      await change(client, id, 'vacancy', {
        ...{ economies: '1', kind, source: 'visit', marked_on: '2027-01-12' },
      })
    }
    const fresh = await figures(client)
    assert.containsSubset(fresh, { vacant: 3, base: 97, vacancyLevel: 3 })
    const page = await client.get('/registry/population').loginAs(await ana())
    assert.match(page.text(), /data-base><strong>97</)
    clock.freeze('2028-02-01T15:00:00Z')
    const stale = await figures(client)
    assert.containsSubset(stale, { vacant: 0, base: 100, vacancyLevel: 2 })
    clock.freeze('2028-02-03T15:00:00Z')
    await policy(client, { seasonality_percent: null })
    const staleAlone = await figures(client)
    assert.containsSubset(staleAlone, { vacant: 0, base: 100, vacancyLevel: 2 })
  }).tags(['@AC-065'])

  test('a unit inside the perimeter is urban and one outside rural; those without mark are listed', async ({
    client,
    assert,
  }) => {
    clock.freeze('2027-03-10T15:00:00Z')
    await query(db, 'update registry_premises set latitude = null, longitude = null')
    const units = await query<{ id: bigint }>(
      db,
      'select id from registry_premises order by id limit 3'
    )
    const [inside, outside, nowhere] = units.map(({ id }) => id)
    const place = async (id: bigint, latitude: string, longitude: string) => {
      const response = await client
        .patch(`/api/registry/premises/${id}`)
        .loginAs(await bruno())
        .withCsrfToken()
        .json({ latitude, longitude })
      response.assertStatus(200)
    }
    await place(inside!, '-11.42', '-58.76')
    await place(outside!, '-11.90', '-58.10')
    const unmarked = await figures(client)
    assert.equal(unmarked.areaLevel, 1)
    clock.freeze('2027-03-12T15:00:00Z')
    await policy(client, { urban_percent: '85' })
    const share = await figures(client)
    assert.equal(share.areaLevel, 2)

    const square = [
      [-58.8, -11.45],
      [-58.7, -11.45],
      [-58.7, -11.38],
      [-58.8, -11.38],
      [-58.8, -11.45],
    ]
    const send = async (content: object) =>
      client
        .post('/registry/population/perimeter')
        .loginAs(await ana())
        .withCsrfToken()
        .field('name', 'Sede')
        .field('from_on', '2027-03-01')
        .file('file', Buffer.from(JSON.stringify(content)), { filename: 'perimetro.geojson' })
        .redirects(0)
    const wrong = await send({ type: 'Point', coordinates: [-58.8, -11.4] })
    assert.include(
      JSON.stringify(wrong.flashMessages()),
      'não é um polígono GeoJSON',
      wrong.text().slice(0, 500)
    )
    const saved = await send({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Polygon', coordinates: [square] },
    })
    saved.assertStatus(302)
    const rows = await query<{ area: string | null; area_on: string; area_source: string }>(
      db,
      'select area, area_on, area_source from registry_premises where id = any(?::bigint[]) order by id',
      [units.map(({ id }) => id)]
    )
    assert.deepEqual(rows, [
      { area: 'urban', area_on: '2027-03-12', area_source: 'perimeter' },
      { area: 'rural', area_on: '2027-03-12', area_source: 'perimeter' },
      { area: null, area_on: null, area_source: null } as never,
    ])
    const run = await client
      .post('/registry/quality/run')
      .loginAs(await ana())
      .withCsrfToken()
      .redirects(0)
    run.assertStatus(302)
    const list = async (area: string) => {
      const page = await client.get(`/registry/premises?area=${area}`).loginAs(await bruno())
      return page.text()
    }
    assert.include(await list('urban'), `/registry/premises/${inside}"`)
    assert.notInclude(await list('urban'), `/registry/premises/${outside}"`)
    assert.include(await list('rural'), `/registry/premises/${outside}"`)
    const { id: jobRun } = await db.from('jobs_runs').orderBy('id', 'desc').firstOrFail()
    const { workRun } = await import('#core/jobs/work_run')
    await workRun(jobRun as bigint)
    const missing = await client.get('/registry/quality/registry.area_missing').loginAs(await ana())
    missing.assertStatus(200)
    assert.include(missing.text(), `/registry/premises/${nowhere}"`)
    assert.notInclude(missing.text(), `/registry/premises/${inside}"`)

    await change(client, nowhere!, 'area', { area: 'rural' })
    const after = await figures(client)
    assert.equal(after.urban, 1)
    assert.equal(after.rural, 2)
  }).tags(['@AC-066'])
})
