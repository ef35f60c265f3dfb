import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import User from '#core/access/models/user'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { pdf, photograph } from '#tests/support/pictures'
import { premiseAt } from './support.ts'

const person = (name: string) => User.findByOrFail('email', `${name}@demo.aqueduto`)
const operator = () => person('bruno.faturamento')

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

async function screen(client: ApiClient, path: string): Promise<string> {
  const response = await client.get(path).loginAs(await operator())
  response.assertStatus(200)
  return response.text()
}

async function submit(client: ApiClient, path: string, form: Record<string, string>) {
  return client
    .post(path)
    .loginAs(await operator())
    .withCsrfToken()
    .form(form)
    .redirects(0)
}

async function done(client: ApiClient, path: string, form: Record<string, string>) {
  const response = await submit(client, path, form)
  response.assertStatus(302)
  return response
}

async function created(client: ApiClient, path: string, form: Record<string, string>) {
  const response = await done(client, path, form)
  return /\/(\d+)$/.exec(response.header('location') ?? '')?.[1] ?? ''
}

/** What stands typed in a generated form, so that it is sent back with only some fields changed. */
function typedIn(html: string): Record<string, string> {
  const [, form = ''] = /<form class="record-form"[\s\S]*?>([\s\S]*?)<\/form>/.exec(html) ?? []
  const text = (value = '') =>
    value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
  const inputs = [...form.matchAll(/<input [^>]*>/g)].flatMap(([tag]) => {
    const [, name] = / name="([^"]*)"/.exec(tag) ?? []
    const [, value] = / value="([^"]*)"/.exec(tag) ?? []
    const isOff = / type="checkbox"/.test(tag) && !/ checked/.test(tag)
    return name && name !== 'q' && !isOff ? [[name, text(value)] as const] : []
  })
  const choices = [...form.matchAll(/<select [^>]*name="([^"]*)"[\s\S]*?<\/select>/g)].map(
    ([tag, name = '']) =>
      [name, text(/<option value="([^"]*)"[^>]* selected/.exec(tag)?.[1])] as const
  )
  const areas = [
    ...form.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g),
  ].map(([, name = '', value]) => [name, text(value)] as const)
  return Object.fromEntries([...inputs, ...choices, ...areas])
}

async function edit(client: ApiClient, path: string, changes: Record<string, string>) {
  const typed = typedIn(await screen(client, `${path}/edit`))
  return done(client, path, { ...typed, ...changes, _method: 'PUT' })
}

const SIGNED = /\d\d\/\d\d\/\d{4},? \d\d:\d\d · Bruno Matos/

/** What the history of a page says, each entry with its time and who did it: the name in the page's head is not of it. */
async function historyOf(client: ApiClient, path: string): Promise<string[]> {
  const page = await screen(client, `${path}?tab=history`)
  const [, list = ''] = /<ol class="history">([\s\S]*?)<\/ol>/.exec(page) ?? []
  return list.split('<li>').slice(1).map(plain)
}

/** The one entry that says something, for a failed test to show. */
const entryWith = (entries: readonly string[], text: RegExp) =>
  entries.find((entry) => text.test(entry)) ?? `none of: ${entries.join(' | ')}`

async function idOf(sql: string, bindings: readonly (string | bigint)[] = []): Promise<string> {
  const [row] = await query<{ id: bigint }>(db, sql, [...bindings])
  return String(row!.id)
}

const customer = (name: string) => idOf('select id from registry_customers where name = ?', [name])

async function house(more: Record<string, string> = {}) {
  const neighbour = await premiseAt('Rua das Acácias', '100')
  return {
    ...{ kind: 'single', street: 'Rua das Acácias', number: '170', district: 'Centro' },
    locality_id: String(neighbour.locality_id),
    billing_group_id: String(neighbour.billing_group_id),
    ...{ category: 'RES', economies: '1', holder_from: '2026-10-01' },
    holder_id: await customer('Luzia Figueiredo'),
    ...more,
  }
}

const numberOf = async (id: string) => {
  const [row] = await query<{ registration_number: string }>(
    db,
    'select registration_number from registry_premises where id = ?',
    [id]
  )
  const number = row!.registration_number
  return `${number.slice(0, -1)}-${number.slice(-1)}`
}

test.group('Registry | units', (group) => {
  freshDatabase(group)

  test('from the menu a customer, an address and a unit are created, and the unit is found by its number', async ({
    client,
    assert,
  }) => {
    const home = await screen(client, '/')
    const [, menu = ''] = /Cadastro([\s\S]*?)<\/nav>/.exec(home) ?? []
    for (const path of ['customers', 'streets', 'premises']) {
      assert.include(menu, `href="/registry/${path}"`)
      assert.include(await screen(client, `/registry/${path}`), `/registry/${path}/new"`)
    }
    const holder = await created(client, '/registry/customers', {
      ...{ kind: 'person', name: 'Olívia Prado Nogueira', taxpayer_id: '529.982.247-25' },
    })
    const neighbour = await premiseAt('Rua das Acácias', '100')
    const type = await idOf('select id from registry_street_types order by id limit 1')
    const street = await created(client, '/registry/streets', {
      ...{ code: 'Z901', name: 'das Provas', type_id: type },
      locality_id: String(neighbour.locality_id),
    })
    const unit = await created(
      client,
      '/registry/premises',
      await house({ street_id: street, number: '12', holder_id: holder })
    )
    const found = await screen(client, `/search?q=${await numberOf(unit)}`)
    assert.include(found, `/registry/premises/${unit}"`)
    assert.include(plain(await screen(client, `/registry/premises/${unit}`)), 'das Provas, 12')
  }).tags(['@TR-3.1.3'])

  test('a thousand units get a thousand identifiers, and a wrong check digit is told before any search', async ({
    client,
    assert,
  }) => {
    const user = await operator()
    const form = await house()
    const numbers = new Set<string>()
    const create = async (count: number) => {
      const response = await client
        .post('/api/actions/registry.premises.create')
        .loginAs(user)
        .withCsrfToken()
        .json({ ...form, number: String(2000 + count) })
      response.assertStatus(200)
      const { output } = response.body() as { output: { registrationNumber: string } }
      numbers.add(output.registrationNumber)
    }
    const LANE = 8
    for (let first = 0; first < 1000; first += LANE) {
      await Promise.all(Array.from({ length: LANE }, (_, lane) => create(first + lane)))
    }
    assert.equal(numbers.size, 1000)
    const [some] = [...numbers].slice(500)
    const wrong = `${some!.slice(0, -1)}-${(Number(some!.slice(-1)) + 1) % 10}`
    const page = await screen(client, `/registry/premises?q=${wrong}`)
    assert.include(page, 'não confere: verifique os algarismos digitados')
    assert.notMatch(page, /href="\/registry\/premises\/\d+"/)
  })
    .tags(['@TR-3.2.13.6'])
    .timeout(170_000)

  test('a tenant beside the owner shows both with their roles, and what changes of a customer stands in the history', async ({
    client,
    assert,
  }) => {
    const { id } = await premiseAt('Rua dos Ipês', '220')
    const owner = await customer('Sebastião Moraes')
    const tenant = await customer('Vera Lúcia Campos')
    const path = `/registry/premises/${id}`
    await done(client, `${path}/change/owner`, { customer_id: owner, from_on: '2026-10-01' })
    await done(client, `${path}/change/tenant`, { customer_id: tenant, from_on: '2026-10-02' })
    const page = plain(await screen(client, path))
    assert.match(page, /Inquilino Vera Lúcia Campos/)
    assert.match(page, /Proprietário Sebastião Moraes/)
    const trail = await historyOf(client, path)
    assert.match(entryWith(trail, /Inquilino: Vera Lúcia Campos, desde 02\/10\/2026/), SIGNED)

    const [before] = await query<{ profession: string | null }>(
      db,
      'select profession from registry_customers where id = ?',
      [tenant]
    )
    await edit(client, `/registry/customers/${tenant}`, { profession: 'Costureira' })
    const history = await historyOf(client, `/registry/customers/${tenant}`)
    const changed = new RegExp(`Profissão:? ${before!.profession ?? '—'} .{0,6}Costureira`)
    assert.match(entryWith(history, changed), SIGNED)
  }).tags(['@TR-3.2.13.10.1'])

  test('a scanned identity card opens from the page of the client, and not for who may not see it', async ({
    client,
    assert,
  }) => {
    const id = await customer('Vera Lúcia Campos')
    const path = `/registry/customers/${id}`
    const files = [
      ['rg.pdf', pdf('rg'), 'application/pdf'],
      ['rg.jpg', await photograph(), 'image/jpeg'],
    ] as const
    for (const [filename, content] of files) {
      const sent = await client
        .post(`${path}/attachments`)
        .field('kind', 'identity_card')
        .file('file', content, { filename })
        .withCsrfToken()
        .redirects(0)
        .loginAs(await operator())
      sent.assertStatus(302)
    }
    const page = await screen(client, `${path}?tab=attachments`)
    const items = page.split('<li class="attachment">').slice(1)
    assert.lengthOf(items, 2)
    const blind = await person('carla.atendimento')
    const opens: string[] = []
    for (const [index, item] of items.entries()) {
      const text = plain(item)
      assert.include(text, 'Documento de identidade')
      assert.include(text, 'Bruno Matos')
      assert.match(text, /\d\d\/\d\d\/\d{4}/)
      const [, file = ''] = /href="([^"]*\/attachments\/\d+[^"]*)"/.exec(item) ?? []
      const opened = await client.get(file).loginAs(await operator())
      opened.assertStatus(200)
      opened.assertHeader('content-type', files[1 - index]![2])
      assert.match(opened.header('content-disposition') ?? '', /^inline/)
      const refused = await client.get(file).loginAs(blind).accept('json')
      refused.assertStatus(403)
      opens.push(file)
    }
    // The permission alone makes the difference.
    await query(
      db,
      `insert into access_profile_permissions (profile_id, permission)
       select profile_id, 'registry.personal_data' from access_user_profiles where user_id = ?`,
      [blind.id as unknown as bigint]
    )
    for (const file of opens) {
      const allowed = await client.get(file).loginAs(blind)
      allowed.assertStatus(200)
    }
  }).tags(['@TR-3.2.13.10.2'])

  test('technical data of the water connection: new values in the unit, old ones in its history', async ({
    client,
    assert,
  }) => {
    const { id } = await premiseAt('Rua dos Ipês', '220')
    const water = await idOf(
      `select id from registry_connections where premise_id = ? and service = 'water'`,
      [id]
    )
    const path = `/registry/connections/${water}`
    await edit(client, path, { water_branch_diameter: '20', riser_type: '', riser_position: '' })
    const options = async (table: string) =>
      query<{ code: string; title: string }>(
        db,
        `select code, title from ${table} order by id limit 2`
      )
    const [type] = await options('registry_riser_types')
    const [position] = await options('registry_riser_positions')
    await edit(client, path, {
      ...{ water_branch_diameter: '32', riser_type: type!.code, riser_position: position!.code },
      remarks: 'Registro emperrado; abrir com cuidado',
    })
    const page = plain(await screen(client, `/registry/premises/${id}`))
    for (const text of [
      'Diâmetro do ramal de água: 32 mm',
      `Tipo do cavalete: ${type!.title}`,
      `Posição do cavalete: ${position!.title}`,
      'Registro emperrado; abrir com cuidado',
    ]) {
      assert.include(page, text)
    }
    const history = await historyOf(client, `/registry/premises/${id}`)
    const entry = entryWith(history, /Diâmetro do ramal de água:? 20 mm .{0,6}32 mm/)
    assert.match(entry, new RegExp(`Tipo do cavalete:? — .{0,6}${type!.title}`))
    assert.match(entry, new RegExp(`Posição do cavalete:? — .{0,6}${position!.title}`))
    assert.match(entry, /Observações da instalação:? — .{0,6}Registro emperrado/)
    assert.match(entry, SIGNED)
  }).tags(['@TR-3.2.13.10.4'])

  test('technical data of the sewage connection: new values in the unit, old ones with user and time in its history', async ({
    client,
    assert,
  }) => {
    const id = await created(client, '/registry/premises', {
      ...(await house({ number: '171' })),
      ...{ sewage_connected_on: '2026-10-01', sewage_class: 'collected' },
    })
    const sewage = await idOf(
      `select id from registry_connections where premise_id = ? and service = 'sewage'`,
      [id]
    )
    const types = await query<{ code: string; title: string }>(
      db,
      'select code, title from registry_connection_types order by position limit 2'
    )
    const path = `/registry/connections/${sewage}`
    await edit(client, path, { sewage_branch_diameter: '100', connection_type: types[0]!.code })
    await edit(client, path, { sewage_branch_diameter: '150', connection_type: types[1]!.code })
    const page = plain(await screen(client, `/registry/premises/${id}`))
    assert.include(page, 'Diâmetro do ramal de esgoto: 150 mm')
    assert.include(page, `Tipo de ligação: ${types[1]!.title}`)
    const history = await historyOf(client, `/registry/premises/${id}`)
    const entry = entryWith(history, /Diâmetro do ramal de esgoto:? 100 mm .{0,6}150 mm/)
    assert.match(entry, new RegExp(`Tipo de ligação:? ${types[0]!.title} .{0,6}${types[1]!.title}`))
    assert.match(entry, SIGNED)
  }).tags(['@TR-3.2.13.10.6'])

  test('a unit is found by its new sector, block and lot and no more by the old one', async ({
    client,
    assert,
  }) => {
    const neighbour = await premiseAt('Rua das Acácias', '100')
    const sector = await created(client, '/registry/sectors', {
      ...{ code: 'T1', name: 'Setor de teste', locality_id: String(neighbour.locality_id) },
    })
    const lot = async (block: string, code: string) => {
      const blockId = await created(client, '/registry/blocks', { sector_id: sector, code: block })
      return created(client, '/registry/lots', { block_id: blockId, code })
    }
    const [first, second] = [await lot('010', '005'), await lot('012', '003')]
    const id = await created(
      client,
      '/registry/premises',
      await house({ number: '173', lot_id: first })
    )
    const found = async (place: string) => {
      const list = await screen(client, `/registry/premises?q=${place}`)
      return list.includes(`/registry/premises/${id}"`)
    }
    assert.isTrue(await found('T1-010-005'))
    await edit(client, `/registry/premises/${id}`, { lot_id: second })
    assert.isTrue(await found('T1-012-003'))
    assert.isFalse(await found('T1-010-005'))
    const history = entryWith(await historyOf(client, `/registry/premises/${id}`), /Setor T1/)
    assert.match(history, /Setor T1 · Quadra 010 · Lote 005 .{0,6}Setor T1 · Quadra 012 · Lote 003/)
  }).tags(['@TR-3.2.13.10.8'])

  test('the nine data of the property are edited in one form, and the history lists each', async ({
    client,
    assert,
  }) => {
    const id = await created(
      client,
      '/registry/premises',
      await house({
        ...{ number: '175', property_tax_number: '01.02.003', building_situation: 'vacant' },
        ...{
          built_area: '80',
          residents: '2',
          street_pavement: 'earth',
          sidewalk_pavement: 'earth',
        },
      })
    )
    await edit(client, `/registry/premises/${id}`, {
      ...{ property_tax_number: '01.02.999', building_situation: 'inhabited' },
      ...{ built_area: '120,5', residents: '4', has_own_source: 'true' },
      ...{ street_pavement: 'asphalt', sidewalk_pavement: 'tile' },
      ...{ has_water_tank: 'true', has_cistern: 'true' },
    })
    const form = typedIn(await screen(client, `/registry/premises/${id}/edit`))
    assert.containsSubset(form, {
      ...{ property_tax_number: '01.02.999', building_situation: 'inhabited' },
      ...{ built_area: '120,50', residents: '4', has_own_source: 'true' },
      ...{ street_pavement: 'asphalt', sidewalk_pavement: 'tile' },
      ...{ has_water_tank: 'true', has_cistern: 'true' },
    })
    const changes = [
      ['Inscrição imobiliária', '01.02.003', '01.02.999'],
      ['Situação da edificação', 'Desocupada', 'Habitada'],
      ['Área construída', '80(,00)?( m²)?', '120,50?( m²)?'],
      ['Moradores', '2', '4'],
      ['Tem fonte própria de água', '(—|Não)', 'Sim'],
      ['Pavimento da rua', 'Terra', 'Asfalto'],
      ['Pavimento da calçada', 'Terra', 'Ladrilho'],
      ['Tem caixa d.?.?.?.?.?água', '(—|Não)', 'Sim'],
      ['Tem cisterna', '(—|Não)', 'Sim'],
    ]
    const history = await historyOf(client, `/registry/premises/${id}`)
    const entry = entryWith(history, /Inscrição imobiliária:? 01\.02\.003/)
    for (const [label, before, after] of changes) {
      assert.match(entry, new RegExp(`${label}:? ${before} .{0,6}${after}`))
    }
    assert.match(entry, SIGNED)
  }).tags(['@TR-3.2.13.10.10'])
})
