import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { premiseAt } from './support.ts'

async function submit(client: ApiClient, path: string, form: Record<string, string>) {
  const user = await bruno()
  return client.post(path).loginAs(user).withCsrfToken().form(form).redirects(0)
}

async function created(client: ApiClient, path: string, form: Record<string, string>) {
  const response = await submit(client, path, form)
  response.assertStatus(302)
  return /\/(\d+)$/.exec(response.header('location') ?? '')?.[1] ?? ''
}

async function screen(client: ApiClient, path: string): Promise<string> {
  const response = await client.get(path).loginAs(await bruno())
  response.assertStatus(200)
  return response.text()
}

const plainText = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()

async function customerId(name: string): Promise<string> {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from registry_customers where name = ?',
    [name]
  )
  return String(row!.id)
}

/** A form that creates a house beside a known one. */
async function house(more: Record<string, string> = {}) {
  const neighbour = await premiseAt('Rua das Acácias', '100')
  return {
    kind: 'single',
    number: '170',
    locality_id: String(neighbour.locality_id),
    billing_group_id: String(neighbour.billing_group_id),
    category: 'RES',
    economies: '1',
    holder_id: await customerId('Luzia Figueiredo'),
    holder_from: '2026-10-01',
    ...(more.street_id ? {} : { street: 'Rua das Acácias', district: 'Centro' }),
    ...more,
  }
}

const INSUFFICIENT_PRIVILEGE = '42501'

test.group('Registry | addresses', (group) => {
  freshDatabase(group)

  test('a street and a number give neighbourhood and postal code, and a number outside every range is warned', async ({
    client,
    assert,
  }) => {
    const city = await created(client, '/registry/cities', {
      code: '5199998',
      name: 'Serra do Teste',
      state: 'MT',
    })
    const locality = await created(client, '/registry/localities', {
      code: '90',
      name: 'Sede de teste',
      city_id: city,
    })
    const district = await created(client, '/registry/districts', {
      code: 'B90',
      name: 'Bairro das Faixas',
      locality_id: locality,
    })
    const type = await created(client, '/registry/street-types', { code: 'AVT', name: 'Avenida T' })
    const street = await created(client, '/registry/streets', {
      code: 'L90',
      type_id: type,
      name: 'das Faixas',
      locality_id: locality,
    })
    const range = { street_id: street, district_id: district }
    await created(client, '/registry/street-ranges', {
      ...range,
      side: 'both',
      number_from: '1',
      number_until: '999',
      zip_code: '78899901',
    })
    const overlap = await submit(client, '/registry/street-ranges', {
      ...range,
      side: 'odd',
      number_from: '900',
      number_until: '1100',
      zip_code: '78899902',
    })
    assert.equal(overlap.status(), 422)

    const told = async (number: string) => {
      const answer = await submit(client, '/registry/premises/address', {
        street_id: street,
        number,
      })
      answer.assertStatus(200)
      return answer.text()
    }
    const inside = await told('500')
    assert.include(inside, 'data-district="Bairro das Faixas"')
    assert.include(inside, 'data-zip-code="78899901"')
    assert.notInclude(inside, 'fora de todas as faixas')
    assert.include(
      await told('1200'),
      'O número 1200 está fora de todas as faixas de Avenida T das Faixas'
    )

    const id = await created(client, '/registry/premises', {
      ...(await house({ street_id: street, number: '500' })),
    })
    const [row] = await query(
      db,
      'select street, district, zip_code from registry_premises where id = ?',
      [id]
    )
    assert.deepEqual(row, {
      street: 'Avenida T das Faixas',
      district: 'Bairro das Faixas',
      zip_code: '78899901',
    })
  }).tags(['@TR-3.2.2.1c'])
})

test.group('Registry | premises', (group) => {
  freshDatabase(group)

  test('keeps the eleven attributes, refuses negative numbers, and takes pavements from their tables', async ({
    client,
    assert,
  }) => {
    const [paving] = await query<{ code: string; title: string }>(
      db,
      'select code, title from registry_street_pavement_types order by id limit 1'
    )
    const [sidewalk] = await query<{ code: string; title: string }>(
      db,
      'select code, title from registry_sidewalk_pavement_types order by id limit 1'
    )
    const attributes = {
      lot_number: '17-B',
      unit_number: '203',
      residents: '4',
      water_outlets: '6',
      built_area: '123,50',
      property_tax_number: '01.02.033.0044',
      has_water_tank: 'true',
      has_cistern: 'true',
      has_own_source: 'true',
      street_pavement: paving!.code,
      sidewalk_pavement: sidewalk!.code,
    }
    const id = await created(client, '/registry/premises', await house(attributes))
    const page = await screen(client, `/registry/premises/${id}/tabs/facts`)
    const shown = new Map(
      [...page.matchAll(/<dt[^>]*>([\s\S]*?)<\/dt>\s*<dd[^>]*>([\s\S]*?)<\/dd>/g)].map(
        ([, label, value]) => [plainText(label!), plainText(value!)] as const
      )
    )
    for (const [label, value] of [
      ['Número do lote', '17-B'],
      ['Número da unidade', '203'],
      ['Moradores', '4'],
      ['Tomadas de água', '6'],
      ['Inscrição imobiliária', '01.02.033.0044'],
      ['Tem caixa d’água', 'Sim'],
      ['Tem cisterna', 'Sim'],
      ['Tem fonte própria de água', 'Sim'],
      ['Pavimento da rua', paving!.title],
      ['Pavimento da calçada', sidewalk!.title],
    ] as const) {
      assert.equal(shown.get(label), value, label)
    }
    assert.match(shown.get('Área construída')!, /^123,50? m²$/)
    const [row] = await query(
      db,
      `select residents, water_outlets, has_water_tank, has_cistern, has_own_source from registry_premises where id = ?`,
      [id]
    )
    assert.deepEqual(row, {
      residents: 4,
      water_outlets: 6,
      has_water_tank: true,
      has_cistern: true,
      has_own_source: true,
    })
    const wrongs: Record<string, string>[] = [
      { residents: '-1' },
      { water_outlets: '-2' },
      { built_area: '-10' },
    ]
    for (const wrong of wrongs) {
      const refused = await submit(client, '/registry/premises', await house(wrong))
      assert.equal(refused.status(), 422, JSON.stringify(wrong))
    }
    for (const pavement of ['street_pavement', 'sidewalk_pavement']) {
      const unknown = await submit(client, '/registry/premises', await house({ [pavement]: 'xyz' }))
      assert.equal(unknown.status(), 422, pavement)
    }
    const zero = await house({ residents: '0', water_outlets: '0', built_area: '0' })
    assert.isNotEmpty(await created(client, '/registry/premises', zero))
    const form = await screen(client, '/registry/premises/new')
    for (const [name, choice] of [
      ['street_pavement', paving!],
      ['sidewalk_pavement', sidewalk!],
    ] as const) {
      const [, options = ''] =
        new RegExp(`<select[^>]*name="${name}"[^>]*>([\\s\\S]*?)</select>`).exec(form) ?? []
      assert.include(options, `value="${choice.code}"`, name)
    }
  }).tags(['@TR-3.2.2.2.1'])

  test('gives different numbers that never change nor come back, and tells a mistyped check digit', async ({
    client,
    assert,
  }) => {
    const first = await created(client, '/registry/premises', await house())
    const second = await created(client, '/registry/premises', await house({ number: '172' }))
    const numberOf = async (id: string) => {
      const [row] = await query<{ registration_number: string }>(
        db,
        'select registration_number from registry_premises where id = ?',
        [id]
      )
      return row!.registration_number
    }
    const number = await numberOf(first)
    assert.notEqual(number, await numberOf(second))

    const off = await submit(client, `/registry/premises/${first}/change/deactivate`, {
      on: '2026-10-20',
      reason: 'Demolido',
    })
    off.assertStatus(302)
    const third = await created(client, '/registry/premises', await house({ number: '174' }))
    assert.notEqual(await numberOf(third), number)
    const refusedBy = async (sql: string, bindings: string[]) => {
      try {
        await query(db, sql, bindings)
      } catch (error) {
        return (error as { code?: string }).code
      }
      return 'accepted'
    }
    assert.equal(
      await refusedBy('update registry_premises set registration_number = ? where id = ?', [
        '999999999',
        first,
      ]),
      INSUFFICIENT_PRIVILEGE
    )
    assert.equal(
      await refusedBy('update registry_premises set registration_number = ? where id = ?', [
        number,
        third,
      ]),
      INSUFFICIENT_PRIVILEGE
    )
    assert.equal(
      await refusedBy('delete from registry_premises where id = ?', [first]),
      INSUFFICIENT_PRIVILEGE
    )

    const kept = await client
      .patch(`/api/registry/premises/${first}`)
      .loginAs(await bruno())
      .accept('json')
      .withCsrfToken()
      .json({ registration_number: '999999999', complement: 'Fundos' })
    assert.notEqual(kept.status(), 500)
    assert.equal(await numberOf(first), number)

    const typed = `${number.slice(0, -1)}-${(Number(number.slice(-1)) + 1) % 10}`
    const search = await screen(client, `/registry/premises?q=${typed}`)
    assert.include(search, 'não confere: verifique os algarismos digitados')
    const found = await screen(client, `/search?q=${number.slice(0, -1)}-${number.slice(-1)}`)
    assert.include(found, `/registry/premises/${first}"`)
    const without = await screen(client, `/search?q=${number.slice(0, -1)}`)
    assert.include(without, `/registry/premises/${first}"`)
  }).tags(['@TR-3.2.2.2.3'])

  test('large consumers and public bodies are found by their kind, and unmarked premises by neither', async ({
    client,
    assert,
  }) => {
    const large = await created(
      client,
      '/registry/premises',
      await house({ special_kind: 'large_consumer' })
    )
    const body = await created(
      client,
      '/registry/premises',
      await house({ special_kind: 'public_body' })
    )
    const plain = await created(client, '/registry/premises', await house())
    const listed = async (kind: string) =>
      screen(client, `/registry/premises?special_kind=${kind}&size=100`)
    const link = (id: string) => `/registry/premises/${id}"`
    const larges = await listed('large_consumer')
    const bodies = await listed('public_body')
    assert.include(larges, link(large))
    assert.notInclude(larges, link(body))
    assert.include(bodies, link(body))
    for (const page of [larges, bodies]) assert.notInclude(page, link(plain))
  }).tags(['@TR-3.2.2.2.4'])

  test('replacing the tenant keeps the former one with an end, and the owner stays', async ({
    client,
    assert,
  }) => {
    const id = await created(client, '/registry/premises', await house())
    const change = (what: string, form: Record<string, string>) =>
      submit(client, `/registry/premises/${id}/change/${what}`, form)
    const names = ['Sebastião Moraes', 'Paulo Henrique Dias', 'Vera Lúcia Campos'] as const
    const [owner, first, second] = await Promise.all(names.map(customerId))
    const done = [
      await change('owner', { customer_id: owner!, from_on: '2026-10-01' }),
      await change('tenant', {
        customer_id: first!,
        from_on: '2026-10-02',
        lease_until: '2027-10-01',
      }),
    ]
    for (const response of done) response.assertStatus(302)
    const page = await screen(client, `/registry/premises/${id}`)
    for (const text of [
      'Proprietário',
      'Sebastião Moraes',
      'Inquilino',
      'Paulo Henrique Dias',
      '01/10/2026',
      '02/10/2026',
    ]) {
      assert.include(page, text)
    }
    const replaced = await change('tenant', {
      customer_id: second!,
      from_on: '2026-11-01',
      is_holder: 'true',
    })
    replaced.assertStatus(302)
    const rows = await query(
      db,
      `select c.name, h.role, h.from_on, h.until_on from registry_holdings h join registry_customers c on c.id = h.customer_id
        where h.premise_id = ? order by h.role, h.from_on`,
      [id]
    )
    assert.deepEqual(rows, [
      { name: 'Luzia Figueiredo', role: 'holder', from_on: '2026-10-01', until_on: '2026-10-31' },
      { name: 'Vera Lúcia Campos', role: 'holder', from_on: '2026-11-01', until_on: null },
      { name: 'Sebastião Moraes', role: 'owner', from_on: '2026-10-01', until_on: null },
      {
        name: 'Paulo Henrique Dias',
        role: 'tenant',
        from_on: '2026-10-02',
        until_on: '2026-10-31',
      },
      { name: 'Vera Lúcia Campos', role: 'tenant', from_on: '2026-11-01', until_on: null },
    ])
    const later = await screen(client, `/registry/premises/${id}`)
    const [, tab] = /tabs\/([\w.]+)"[^>]*>Titulares e responsáveis/.exec(later) ?? []
    const panel = await screen(client, `/registry/premises/${id}/tabs/${tab}`)
    const lines = panel.split('<tr').map((row) => plainText(`<tr${row}`))
    const lineOf = (name: string, role: string) =>
      lines.find((line) => line.includes(name) && line.includes(role)) ?? ''
    assert.match(lineOf(names[1], 'Inquilino'), /02\/10\/2026.*31\/10\/2026/)
    assert.match(lineOf(names[2], 'Inquilino'), /01\/11\/2026/)
    assert.match(lineOf(names[0], 'Proprietário'), /01\/10\/2026/)
  }).tags(['@TR-3.2.2.2.5'])

  test('the change of holder says its effects first, does them, and tells who listens', async ({
    client,
    assert,
  }) => {
    const { id } = await premiseAt('Rua dos Ipês', '220')
    const path = `/registry/premises/${id}/change/holder`
    const form = {
      customer_id: await customerId('Vera Lúcia Campos'),
      from_on: '2026-11-02',
      reason: 'Venda do imóvel',
    }
    const preview = await submit(client, path, form)
    preview.assertStatus(200)
    for (const text of [
      'O dia de vencimento escolhido (20) deixa de valer',
      'Fica com a pessoa',
      'Fica com o imóvel',
    ]) {
      assert.include(preview.text(), text)
    }
    const holderNow = async () => {
      const [row] = await query(
        db,
        'select holder_name, due_day, holder_taxpayer_id from registry_premises where id = ?',
        [id]
      )
      return row
    }
    assert.include(await holderNow(), { holder_name: 'Juliana Cardoso', due_day: 20 })
    const confirmed = await submit(client, path, { ...form, confirmed: 'true' })
    confirmed.assertStatus(302)
    assert.include(await holderNow(), { holder_name: 'Vera Lúcia Campos', due_day: null })
    const events = await query<{ payload: string }>(
      db,
      `select payload from actions_outbox where event = 'registry.holder_changed' and (payload::jsonb->>'premise_id') = ?`,
      [String(id)]
    )
    assert.include(events[0]!.payload, '2026-11-02')
  })

  test('economies change from a day on, by whom and why, and past days stay as they were', async ({
    client,
    assert,
  }) => {
    const { id } = await premiseAt('Avenida Brasil', '520')
    const path = `/registry/premises/${id}/change/economies`
    const form = { from_on: '2026-11-01', economies_RES: '3', economies_COM: '1' }
    const silent = await submit(client, path, form)
    assert.equal(silent.status(), 422)
    const changed = await submit(client, path, { ...form, reason: 'Vistoria' })
    changed.assertStatus(302)
    const rows = await query(
      db,
      `select category, economies, until_on, reason, changed_by from registry_premise_economies
        where premise_id = ? order by category, from_on`,
      [id]
    )
    const untold = { reason: null, changed_by: null }
    assert.deepEqual(rows, [
      { category: 'COM', economies: 1, until_on: null, ...untold },
      { category: 'RES', economies: 2, until_on: '2026-10-31', ...untold },
      {
        category: 'RES',
        economies: 3,
        until_on: null,
        reason: 'Vistoria',
        changed_by: 'Bruno Matos',
      },
    ])
    const again = await submit(client, path, {
      ...form,
      economies_RES: '4',
      from_on: '2026-10-15',
      reason: 'x',
    })
    assert.equal(again.status(), 422)
  })

  test('a paying body lists the units it pays, with what each owes and the sum', async ({
    client,
    assert,
  }) => {
    const body = await created(client, '/registry/paying-bodies', {
      code: 'PM',
      name: 'Prefeitura (todas as unidades)',
      customer_id: await customerId('Prefeitura Municipal de Águas Claras do Norte'),
    })
    const premises = await query<{
      id: bigint
      registration_number: string
      municipality_id: bigint
    }>(
      db,
      'select id, registration_number, municipality_id from registry_premises order by id limit 5'
    )
    for (const [index, one] of premises.entries()) {
      const linked = await submit(client, `/registry/paying-bodies/${body}/link`, {
        premise_id: String(one.id),
        from_on: '2026-10-01',
      })
      linked.assertStatus(302)
      await query(
        db,
        `insert into receivables_items (municipality_id, premise_id, debtor_id, reference, charge_type, beneficiary_id,
           component, amount_cents, open_cents, due_on, origin_type, origin_id, state)
         select ?, ?, 1, '2026-09', 'water', id, 'principal', ?, ?, '2026-10-10', 'test', ?, 'open'
           from receivables_beneficiaries limit 1`,
        [one.municipality_id, one.id, 10_000 * (index + 1), 10_000 * (index + 1), index + 1]
      )
    }
    const debts = await query<{ premise_id: bigint; open: string }>(
      db,
      `select premise_id, sum(open_cents)::text as open from receivables_items
        where premise_id = any(?::bigint[]) and state = 'open' group by premise_id`,
      [premises.map(({ id }) => id)]
    )
    const user = await bruno()
    const unlinked = await client
      .post('/api/actions/registry.paying_bodies.unlink')
      .loginAs(user)
      .withCsrfToken()
      .json({ body_id: body, premise_id: String(premises[4]!.id), on: '2026-10-31' })
    unlinked.assertStatus(200)
    const page = await screen(client, `/registry/paying-bodies/${body}`)
    assert.lengthOf(page.match(/data-unit/g) ?? [], 4)
    const total = debts
      .filter(({ premise_id: id }) => id !== premises[4]!.id)
      .reduce((sum, { open }) => sum + BigInt(open), 0n)
    const { formatMoney } = await import('#core/money/index')
    const plain = (text: string) => text.replace(/\s/g, ' ')
    assert.include(plain(page), `data-total>${plain(formatMoney(total))}<`)
    const units = page
      .split('data-unit')
      .slice(1)
      .map((row) => plain(row.split('</tr>')[0]!))
    for (const one of premises.slice(0, 4)) {
      const written = `${one.registration_number.slice(0, -1)}-${one.registration_number.slice(-1)}`
      const { open } = debts.find(({ premise_id: id }) => id === one.id)!
      const line = units.find((row) => row.includes(`/registry/premises/${one.id}"`))!
      assert.include(line, written)
      assert.include(line, `>${plain(formatMoney(BigInt(open)))}<`)
    }
    assert.notInclude(page, `/registry/premises/${premises[4]!.id}"`)
  }).tags(['@TR-3.2.2.2.6'])

  test('a condominium has its units, each with number, holder and meter', async ({
    client,
    assert,
  }) => {
    const neighbour = await premiseAt('Rua das Acácias', '100')
    const master = await created(client, '/registry/premises', {
      ...(await house({ kind: 'condominium_master', category: '', economies: '' })),
      water_connected_on: '2026-10-01',
    })
    const holders = ['Sebastião Moraes', 'Paulo Henrique Dias', 'Vera Lúcia Campos']
    const unit = async (name: string, more: Record<string, string>) =>
      created(client, '/registry/premises', {
        ...(await house({ ...more, complement: `Apto de ${name}` })),
        holder_id: await customerId(name),
        water_connected_on: '2026-10-01',
      })
    const units = [
      await unit(holders[0]!, { kind: 'condominium_child', parent_id: master }),
      await unit(holders[1]!, { kind: 'condominium_child', parent_id: master }),
      await unit(holders[2]!, {}),
    ]
    const joined = await submit(client, `/registry/premises/${units[2]!}/change/condominium`, {
      master_id: master,
    })
    joined.assertStatus(302)
    const stock = await query<{ number: string }>(
      db,
      `select number from metering_meters where situation = 'stock' and municipality_id = ? order by id limit 4`,
      [neighbour.municipality_id]
    )
    for (const [index, premise] of [master, ...units].entries()) {
      const [water] = await query<{ id: bigint }>(
        db,
        `select id from registry_connections where premise_id = ? and service = 'water'`,
        [premise]
      )
      const installed = await submit(client, '/metering/installations', {
        meter_number: stock[index]!.number,
        connection_id: String(water!.id),
        installed_on: '2026-10-02',
        initial_reading: '0',
        reason_code: 'new',
        opinion: 'Ligação nova',
      })
      installed.assertStatus(302)
    }
    const page = await screen(client, `/registry/premises?parent_id=${master}`)
    const rows = await query<{
      registration_number: string
      holder_name: string
      meter_number: string
    }>(
      db,
      'select registration_number, holder_name, meter_number from registry_premises where parent_id = ? order by id',
      [master]
    )
    assert.deepEqual(
      rows.map((row) => row.holder_name),
      holders
    )
    const [main] = await query<{ meter_number: string; kind: string }>(
      db,
      'select meter_number, kind from registry_premises where id = ?',
      [master]
    )
    assert.equal(main!.kind, 'condominium_master')
    assert.equal(new Set([main!.meter_number, ...rows.map((row) => row.meter_number)]).size, 4)
    assert.equal(new Set(rows.map((row) => row.registration_number)).size, 3)
    const tabs = await screen(client, `/registry/premises/${master}`)
    const [, tab] = /tabs\/([\w.]+)"[^>]*>Unidades do condomínio/.exec(tabs) ?? []
    const panel = await screen(client, `/registry/premises/${master}/tabs/${tab}`)
    for (const row of rows) {
      const written = `${row.registration_number.slice(0, -1)}-${row.registration_number.slice(-1)}`
      for (const text of [written, row.holder_name, row.meter_number]) assert.include(panel, text)
    }
    assert.include(page, rows[0]!.holder_name)
  }).tags(['@TR-3.2.2.2.7'])
})
