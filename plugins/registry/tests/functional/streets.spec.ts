import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { premiseAt } from './support.ts'

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

async function screen(client: ApiClient, path: string): Promise<string> {
  const response = await client.get(path).loginAs(await bruno())
  response.assertStatus(200)
  return response.text()
}

async function created(client: ApiClient, path: string, form: Record<string, string>) {
  const response = await client
    .post(path)
    .loginAs(await bruno())
    .withCsrfToken()
    .form(form)
    .redirects(0)
  response.assertStatus(302)
  return /\/(\d+)$/.exec(response.header('location') ?? '')?.[1] ?? ''
}

async function houses(client: ApiClient, street: string, count: number) {
  const neighbour = await premiseAt('Rua das Acácias', '100')
  const [holder] = await query<{ id: bigint }>(
    db,
    `select id from registry_customers where name = 'Luzia Figueiredo'`
  )
  for (let number = 1; number <= count; number++) {
    await created(client, '/registry/premises', {
      ...{ kind: 'single', street_id: street, number: String(number), district: 'Centro' },
      locality_id: String(neighbour.locality_id),
      billing_group_id: String(neighbour.billing_group_id),
      ...{ category: 'RES', economies: '1', holder_from: '2026-10-01' },
      holder_id: String(holder!.id),
    })
  }
}

test.group('Registry | streets', (group) => {
  freshDatabase(group)

  test('a duplicated street becomes one with the other: no unit is lost, and it is found by its old name', async ({
    client,
    assert,
  }) => {
    const neighbour = await premiseAt('Rua das Acácias', '100')
    const [type] = await query<{ id: bigint }>(
      db,
      `select id from registry_street_types where name = 'Rua' limit 1`
    )
    const common = { type_id: String(type!.id), locality_id: String(neighbour.locality_id) }
    const kept = await created(client, '/registry/streets', {
      ...{ ...common, code: 'M10', name: 'Coronel Alves' },
    })
    const merged = await created(client, '/registry/streets', {
      ...{ ...common, code: 'M04', name: 'Cel. Alves' },
    })
    await houses(client, kept, 10)
    await houses(client, merged, 4)
    const page = await screen(client, `/registry/streets/${merged}`)
    assert.include(page, `/registry/streets/${merged}/change/merge"`)
    await created(client, `/registry/streets/${merged}/change/merge`, {
      ...{ into_id: kept, reason: 'Cadastrada duas vezes', confirmed: 'true' },
    })
    const units = await query<{ street_id: bigint; street: string; n: number }>(
      db,
      `select street_id, street, count(*)::int as n from registry_premises
        where street_id = any(?::bigint[]) group by street_id, street`,
      [[kept, merged]]
    )
    assert.deepEqual(units, [{ street_id: BigInt(kept), street: 'Rua Coronel Alves', n: 14 }])
    const found = await screen(client, '/registry/streets?q=Cel.+Alves')
    assert.include(found, `/registry/streets/${merged}"`)
    assert.match(plain(found), /Rua Cel\. Alves[^|]*Não/)
    const search = await screen(client, '/registry/street-search?name=cel.+alves')
    assert.match(plain(search), /Rua Cel\. Alves Inativo/)
    const history = plain(await screen(client, `/registry/streets/${kept}?tab=history`))
    assert.include(history, 'Unificou Rua Cel. Alves (código M04): 4 imóveis passaram para este')
    assert.include(
      history,
      'Unificado com Rua Coronel Alves e inativado: 4 imóveis passaram para lá'
    )
    const options = await screen(client, '/registry/streets/options?q=Cel.+Alves&field=street_id')
    assert.notInclude(options, `"${merged}"`)

    const renamed = await client
      .patch(`/api/registry/streets/${kept}`)
      .loginAs(await bruno())
      .withCsrfToken()
      .json({ name: 'Maria Alves' })
    renamed.assertStatus(200)
    assert.include(await screen(client, '/registry/streets?q=Coronel+Alves'), 'Rua Maria Alves')
    const [unit] = await query<{ street: string }>(
      db,
      'select distinct street from registry_premises where street_id = ?',
      [kept]
    )
    assert.equal(unit!.street, 'Rua Maria Alves')
  }).tags(['@CM-24'])

  test('a street is opened by its code and found by each of six filters, alone and together', async ({
    client,
    assert,
  }) => {
    const place = async (state: string, index: number) => {
      const city = await created(client, '/registry/cities', {
        ...{ code: `529900${index}`, name: `Cidade ${state}`, state },
      })
      const locality = await created(client, '/registry/localities', {
        ...{ code: `F${index}`, name: `Localidade ${state}`, city_id: city },
      })
      const district = await created(client, '/registry/districts', {
        ...{ code: `F${index}`, name: `Bairro ${state}`, locality_id: locality },
      })
      const type = await created(client, '/registry/street-types', {
        ...{ code: `F${index}`, name: `Tipo${state}` },
      })
      return { state, city, locality, district, type }
    }
    const here = await place('MT', 1)
    const there = await place('GO', 2)
    const street = async (
      code: string,
      { locality, district, type }: typeof here,
      { name, honorific }: { name: string; honorific: string }
    ) => {
      const id = await created(client, '/registry/streets', {
        ...{ code, type_id: type, name, honorific, locality_id: locality },
      })
      await created(client, '/registry/street-ranges', {
        ...{ street_id: id, side: 'both', number_from: '1', number_until: '99' },
        ...{ district_id: district, zip_code: '78890000' },
      })
      return id
    }
    const wanted = await street('1042', here, { name: 'Antunes Filho', honorific: 'cel' })
    const other = await street('2042', there, { name: 'Bezerra Neto', honorific: 'pe' })

    const opened = await client
      .get('/registry/street-search?code=1042')
      .loginAs(await bruno())
      .redirects(0)
    opened.assertStatus(302)
    opened.assertHeader('location', `/registry/streets/${wanted}`)

    const filters = {
      ...{ state: 'MT', city: here.city, district: here.district },
      ...{ type: here.type, honorific: 'cel', name: 'antunes' },
    }
    const listed = async (asked: Record<string, string>) => {
      const page = await screen(
        client,
        `/registry/street-search?${new URLSearchParams(asked).toString()}`
      )
      return [wanted, other].map((id) => page.includes(`/registry/streets/${id}"`))
    }
    for (const [name, value] of Object.entries(filters)) {
      assert.deepEqual(await listed({ [name]: value }), [true, false], name)
    }
    assert.deepEqual(await listed(filters), [true, false])
    assert.deepEqual(await listed({ ...filters, honorific: 'pe' }), [false, false])
    const full = plain(await screen(client, `/registry/streets/${wanted}`))
    assert.include(full, 'TipoMT Coronel Antunes Filho')
  }).tags(['@TR-3.2.13.13.1'])
})
