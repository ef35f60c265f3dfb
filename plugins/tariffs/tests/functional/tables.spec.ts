import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { premiseAt } from '#plugins/registry/tests/functional/support'
import { contentOnScreen, putInForce, versionIn } from '#tests/scenarios/support/configuration'
import { open, problemOf, send, userOf } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { JUINA_2026, type TariffTable } from '../../domain/tariff_table.ts'

const ITEM = 'tariff-table/default'
const EDITOR = `/configuration/${ITEM}/draft`

const flat = (title: string, price: string) => ({
  title,
  minimum_m3: 0,
  blocks: [{ over: 0, to: null, price }],
})

const tableOf = (title: string, price: string, more: Partial<TariffTable> = {}): TariffTable => ({
  ...JUINA_2026,
  title,
  categories: { RES: flat('Residencial', price) },
  ...more,
})

async function preview(client: ApiClient, body: object, who: 'bruno' | 'carla' = 'bruno') {
  return client
    .post('/api/tariffs/preview')
    .loginAs(await userOf(who))
    .withCsrfToken()
    .json({ facts: {}, volumes: [5, 10, 15, 20, 30, 50], up_to: 30, ...body })
}

async function get<T>(client: ApiClient, path: string): Promise<T> {
  const response = await client.get(path).loginAs(await userOf('bruno'))
  return response.body() as T
}

/** What the editor gets with its page. */
const editorData = (page: string) =>
  JSON.parse(
    /<script type="application\/json" data-studio-data[^>]*>(.*?)<\/script>/s.exec(page)![1]!
  ) as {
    categories: { value: string; title: string }[]
    types: { value: string; title: string }[]
    versions: { id: string; title: string }[]
  }

interface Point {
  readonly m3: number
  readonly after: { readonly total: string; readonly price: string | null }
}
interface Bill {
  readonly m3: number
  readonly before: { readonly total: string }
  readonly after: { readonly total: string; readonly error?: string }
}

test.group('Tariffs | the editor of tables', (group) => {
  freshDatabase(group)

  test('bills and curve of what is being written stand beside those in force; nothing is saved', async ({
    client,
    assert,
  }) => {
    const versions = () => query(db, 'select id from configuration_versions')
    const before = await versions()
    const content = tableOf('Rascunho', '4.123457')
    const response = await preview(client, { content, on: '2026-11-04' })
    response.assertStatus(200)
    const { bills, points } = response.body() as { bills: Bill[]; points: Point[] }
    assert.deepEqual(
      bills.map(({ m3, before: was, after }) => [m3, was.total, after.total]),
      [
        // In force: 5 × 3.457 = 17.285 → 17.29; 34.57; + 5 × 4.149 = 20.745 → 20.75; …
        [5, '17.29', '20.62'],
        [10, '34.57', '41.23'],
        [15, '55.32', '61.85'],
        [20, '76.06', '82.47'],
        [30, '125.84', '123.70'],
        [50, '245.32', '206.17'],
      ]
    )
    assert.lengthOf(points, 31)
    // The price of one m³ keeps its six decimals although the bill has two.
    assert.equal(points[17]!.after.price, '4.123457')
    assert.lengthOf(await versions(), before.length)
  })

  test('a table with errors is not calculated; one that asks a fact tells which; others get 403', async ({
    client,
    assert,
  }) => {
    const broken = tableOf('Aberta', '4')
    const wrong = {
      ...broken,
      categories: { RES: { ...broken.categories.RES!, blocks: [{ over: 0, to: 10, price: '1' }] } },
    }
    const refused = await preview(client, { content: wrong })
    refused.assertStatus(422)
    assert.include(
      JSON.stringify(refused.body()),
      'ainda não pode ser calculada, porque tem um erro'
    )
    const asks = tableOf('Pergunta', '4', {
      charges: [
        {
          ...{ charge_type: 'water_basic', title: 'Fixo', applies: {}, legal_basis: 'Lei 1' },
          structure: { kind: 'fixed_by_meter', per: 'connection', amounts: { '3/4': '2' } },
        },
      ],
    })
    const answer = await preview(client, { content: asks })
    answer.assertStatus(200)
    const [bill] = (answer.body() as { bills: Bill[] }).bills
    assert.include(bill!.after.error, 'capacidade do hidrômetro')
    const forbidden = await preview(client, { content: broken }, 'carla')
    forbidden.assertStatus(403)
  })

  test('100 MB are refused at the door at once, and nothing is kept', async ({
    client,
    assert,
  }) => {
    const before = await query(db, 'select id from configuration_versions')
    const content = `{"title":"${'9'.repeat(100_000_000)}"}`
    for (const path of [EDITOR, `/configuration/${ITEM}/check`]) {
      const refused = await send(client, 'bruno', path, { content })
      assert.equal(problemOf(refused)?.code, 'E_WEB_TOO_LARGE', path)
    }
    assert.lengthOf(await query(db, 'select id from configuration_versions'), before.length)
  }).timeout(60_000)

  test('the content of another version is given to be copied, and of a table only', async ({
    client,
    assert,
  }) => {
    const page = await open(client, 'bruno', EDITOR)
    const [version] = editorData(page.text()).versions
    const copied = await get<{ content: TariffTable }>(client, `/api/tariffs/tables/${version!.id}`)
    assert.deepEqual(copied.content, await contentOnScreen<TariffTable>(client, ITEM))
    const [other] = await query<{ id: bigint }>(
      db,
      `select v.id from configuration_versions v join configuration_items i on i.id = v.item_id where i.kind = 'parameter' limit 1`
    )
    const refused = await client
      .get(`/api/tariffs/tables/${other!.id}`)
      .loginAs(await userOf('bruno'))
    refused.assertStatus(422)
  })

  test('a new category is offered to tariffs and to units; in use it is not deleted', async ({
    client,
    assert,
  }) => {
    const created = await send(client, 'bruno', '/registry/categories', {
      code: 'RUR',
      title: 'Rural',
    })
    created.assertStatus(302)
    const editor = await open(client, 'bruno', EDITOR)
    assert.deepInclude(editorData(editor.text()).categories, { value: 'RUR', title: 'Rural' })
    const form = await open(client, 'bruno', '/registry/premises/new')
    assert.match(form.text(), /<option value="RUR"[^>]*>\s*Rural/)
    const neighbour = await premiseAt('Rua das Acácias', '100')
    const [holder] = await query<{ id: bigint }>(
      db,
      'select id from registry_customers order by id limit 1'
    )
    const unit = await send(client, 'bruno', '/registry/premises', {
      ...{ kind: 'single', street: 'Estrada Velha', number: '9', district: 'Centro' },
      zip_code: '78899-000',
      locality_id: String(neighbour.locality_id),
      billing_group_id: String(neighbour.billing_group_id),
      ...{ category: 'RUR', economies: '1', water_connected_on: '2026-10-01' },
      ...{ holder_id: String(holder!.id), holder_from: '2026-10-01' },
    })
    unit.assertStatus(302)
    const table = {
      ...JUINA_2026,
      categories: { ...JUINA_2026.categories, RUR: flat('Rural', '2.50') },
    }
    const saved = await send(client, 'bruno', EDITOR, { content: JSON.stringify(table) })
    assert.isNotEmpty(versionIn(saved.header('location')))
    const [{ id } = { id: 0n }] = await query<{ id: bigint }>(
      db,
      `select id from registry_categories where code = 'RUR'`
    )
    const refused = await send(client, 'bruno', `/registry/categories/${id}/delete`, {})
    refused.assertStatus(409)
    assert.lengthOf(await query(db, 'select id from registry_categories where id = ?', [id]), 1)
  }).tags(['@TR-3.2.7.8.1'])

  test('each tariff has exactly one type, and the list by type shows only its own', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-12-01T15:00:00Z')
    try {
      const page = await open(client, 'bruno', EDITOR)
      const types = editorData(page.text()).types.map(({ value }) => value)
      assert.includeMembers(types, ['normal', 'social'])
      assert.notInclude(types, 'rural')
      const registered = await send(client, 'bruno', '/registry/tariff-types', {
        ...{ code: 'rural', title: 'Rural' },
      })
      registered.assertStatus(302)
      const offered = await open(client, 'bruno', EDITOR)
      assert.deepInclude(editorData(offered.text()).types, { value: 'rural', title: 'Rural' })
      const social = {
        charge_type: 'water',
        ...{ tariff_type: 'social', title: 'Água, tarifa social' },
        ...{ applies: { profiles: ['social'] }, legal_basis: 'Lei 14.898/2024' },
        structure: {
          kind: 'brackets',
          per: 'economy',
          brackets: [{ over: 0, to: null, price: '1.75' }],
        },
      } as const
      const table = tableOf('Com tipos', '3.50', {
        categories: { RES: { ...flat('Residencial', '3.50'), tariff_type: 'normal' } },
        charges: [social],
      })
      const two = { ...table, charges: [{ ...social, tariff_type: ['normal', 'social'] }] }
      const refused = await send(client, 'bruno', EDITOR, { content: JSON.stringify(two) })
      refused.assertStatus(422)
      refused.assertTextIncludes('/charges/0/tariff_type')
      await putInForce(client, table, { item: ITEM, from: '2026-12-02', legalBasis: 'Resolução 1' })
      const list = async (type: string) => {
        const shown = await open(client, 'bruno', `/tariffs/prices?on=2026-12-02&type=${type}`)
        return ['Residencial (RES)', 'Água, tarifa social'].filter((one) =>
          shown.text().includes(one)
        )
      }
      assert.deepEqual(await list('social'), ['Água, tarifa social'])
      assert.deepEqual(await list('normal'), ['Residencial (RES)'])
      assert.lengthOf(await list(''), 2)
      const { tariffs } = await get<{ tariffs: { type: string; title: string }[] }>(
        client,
        '/api/tariffs/prices?on=2026-12-02&type=social'
      )
      assert.deepEqual(
        tariffs.map(({ type, title }) => [type, title]),
        [['social', 'Água, tarifa social']]
      )
    } finally {
      clock.restore()
    }
  }).tags(['@TR-3.2.7.8.3'])
})

test.group('Tariffs | tables with their validity', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2024-12-10T15:00:00Z')
    return () => clock.restore()
  })

  const A = tableOf('Tabela A', '3.00', {
    sewage: { collected: '50' },
    services: { religacao: { title: 'Religação', amount: '40.00' } },
  })
  const B = tableOf('Tabela B', '4.00', {
    sewage: { collected: '60' },
    services: { religacao: { title: 'Religação', amount: '55.00' } },
  })

  test('billing of 28/02 uses table A and of 01/03 table B, for water, sewage and services', async ({
    client,
    assert,
  }) => {
    const draft = await send(client, 'bruno', EDITOR, { content: JSON.stringify(A) })
    const id = versionIn(draft.header('location'))
    await send(client, 'bruno', `/configuration/versions/${id}/submit`, {
      ...{ from: '2025-01-01', until: '2025-02-28' },
      ...{ reason: 'Reajuste', legal_basis: 'Resolução 1/2024' },
    })
    await send(client, 'ana', `/configuration/versions/${id}/approve`, {})
    await putInForce(client, B, { item: ITEM, from: '2025-03-01', legalBasis: 'Resolução 2/2024' })
    // The table of the reading decides the whole period; the default shares it by days.
    await putInForce(
      client,
      { value: 'reading' },
      {
        item: 'parameter/tariffs.deciding_date',
        from: '2025-01-01',
        legalBasis: 'Resolução 1/2024',
      }
    )
    const bill = async (readOn: string) => {
      const response = await client
        .post('/api/tariffs/simulate')
        .loginAs(await userOf('bruno'))
        .withCsrfToken()
        .json({
          case: {
            m3: '10',
            sewage_class: 'collected',
            previous_read_on: '2025-01-29',
            read_on: readOn,
          },
        })
      const [answer] = (
        response.body() as {
          results: { result: { charges: { charge_type: string; amount: string }[] } }[]
        }
      ).results
      return Object.fromEntries(answer!.result.charges.map((one) => [one.charge_type, one.amount]))
    }
    assert.deepEqual(await bill('2025-02-28'), { water: '30.00', sewage: '15.00' })
    assert.deepEqual(await bill('2025-03-01'), { water: '40.00', sewage: '24.00' })
    const reconnection = async (on: string) => {
      const path = `/api/tariffs/prices?on=${on}&service=religacao`
      const { service } = await get<{ service: { amount: string } }>(client, path)
      return service.amount
    }
    assert.equal(await reconnection('2025-02-28'), '40.00')
    assert.equal(await reconnection('2025-03-01'), '55.00')
    const page = await open(client, 'bruno', '/tariffs/prices?on=2025-02-28')
    assert.include(page.text(), 'Tabela A')
    assert.include(page.text().replaceAll('\u00A0', ' '), 'R$ 40,00')
  })

  test('the fine of a fraud is found by type and degree on a date of the validity', async ({
    client,
    assert,
  }) => {
    const fines = [
      { type: 'bypass', degree: 'light', amount: '300.00' },
      { type: 'bypass', degree: 'moderate', amount: '600.00' },
      { type: 'bypass', degree: 'severe', amount: '1200.00' },
    ]
    const twice = {
      ...B,
      fraud_fines: [...fines, { type: 'bypass', degree: 'light', amount: '1.00' }],
    }
    const refused = await send(client, 'bruno', EDITOR, { content: JSON.stringify(twice) })
    refused.assertStatus(422)
    refused.assertTextIncludes('bypass, grau light, tem dois valores')
    await putInForce(
      client,
      { ...B, fraud_fines: fines },
      { item: ITEM, from: '2025-05-01', legalBasis: 'Lei 9' }
    )
    const fine = (on: string, degree: string) =>
      client.get(`/api/tariffs/prices?on=${on}&fraud=bypass&degree=${degree}`)
    const found = await fine('2025-06-15', 'severe').loginAs(await userOf('bruno'))
    found.assertStatus(200)
    assert.equal((found.body() as { fine: { amount: string } }).fine.amount, '1200.00')
    const before = await fine('2025-04-30', 'severe').loginAs(await userOf('bruno'))
    before.assertStatus(404)
    const unknown = await fine('2025-06-15', 'enorme').loginAs(await userOf('bruno'))
    unknown.assertStatus(404)
    const page = await open(client, 'bruno', '/tariffs/prices?on=2025-06-15')
    assert.include(page.text().replaceAll('\u00A0', ' '), 'R$ 1.200,00')
  }).tags(['@TR-3.2.7.22.2'])
})
