import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { open, send, userOf } from './support/people.ts'
import { bill, readMonth } from './support/reading_month.ts'

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

interface Premise {
  readonly id: bigint
  readonly locality_id: bigint
  readonly billing_group_id: bigint
}

async function premise(): Promise<Premise> {
  const [row] = await query<Premise>(
    db,
    `select id, locality_id, billing_group_id from registry_premises where street = 'Rua das Acácias' and number = '100'`
  )
  return row!
}

async function done(client: ApiClient, path: string, form: object): Promise<void> {
  const response = await send(client, 'bruno', path, form)
  response.assertStatus(302)
}

async function page(client: ApiClient, path: string): Promise<string> {
  const response = await open(client, 'bruno', path)
  response.assertStatus(200)
  return response.text()
}

const month = async (client: ApiClient, reference: string) =>
  bill(client, await readMonth(client, { reference, consumption: () => 12 }))

async function invoicesOf(id: bigint | string, reference: string) {
  return query<{ id: bigint; total_cents: bigint }>(
    db,
    'select id, total_cents from billing_invoices where premise_id = ? and reference = ?',
    [id, reference]
  )
}

test.group('Scenario | units and their invoices', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(170_000)

  test('an alternative address is added, altered, exchanged and deactivated, and bills no longer go there', async ({
    assert,
    client,
  }) => {
    const { id } = await premise()
    const path = `/registry/premises/${id}`
    clock.freeze('2026-09-20T15:00:00Z')
    const [city] = await query<{ name: string | null; state: string | null }>(
      db,
      `select c.name, c.state from registry_premises p join registry_localities l on l.id = p.locality_id
         left join registry_cities c on c.id = l.city_id where p.id = ?`,
      [id]
    )
    const address = (street: string) =>
      done(client, `${path}/change/address`, {
        ...{ kind: 'alternative', street, number: '77', district: 'Jardim Alto' },
        ...{ city: city?.name ?? 'Águas Claras do Norte', state: city?.state ?? 'MT' },
        ...{ zip_code: '78000-000', is_delivery: 'true' },
      })
    const panel = async () => {
      const [, text = ''] =
        /aria-label="Endereços">([\s\S]*?)<\/section>/.exec(await page(client, path)) ?? []
      return plain(text)
    }
    await address('Rua da Entrega')
    assert.match(await panel(), /Endereço alternativo Rua da Entrega, 77.*Entrega da fatura/)
    await address('Rua Corrigida')
    assert.match(await panel(), /Endereço alternativo Rua Corrigida, 77/)
    assert.match(await panel(), /Endereço físico Rua das Acácias, 100/)

    await done(client, `${path}/change/exchange-address`, {
      ...{ kind: 'alternative', reason: 'Entrada mudou de rua' },
    })
    const exchanged = await panel()
    assert.match(exchanged, /Endereço físico Rua Corrigida, 77/)
    assert.match(exchanged, /Endereço alternativo Rua das Acácias, 100/)
    await done(client, `${path}/change/exchange-address`, {
      ...{ kind: 'alternative', reason: 'Engano' },
    })
    await month(client, '2026-10')
    const [first] = await invoicesOf(id, '2026-10')
    const before = await page(client, `/billing/invoices/${first!.id}/document`)
    assert.include(before, 'Entrega: Rua Corrigida, 77')

    await done(client, `${path}/change/deactivate-address`, { kind: 'alternative' })
    const ended = await panel()
    assert.match(ended, /Endereço físico Rua das Acácias, 100 [^/]*Entrega da fatura/)
    assert.match(ended, /Endereço alternativo Rua Corrigida, 77.*Desativado/)
    await send(client, 'bruno', `${path}/change/delivery`, { delivery: 'alternative' })
    for (const kind of ['physical', '']) {
      const never = await send(client, 'bruno', `${path}/change/deactivate-address`, { kind })
      assert.equal(never.status(), 422, 'the main address is no choice')
    }
    const emptied = await client
      .patch(`/api${path}`)
      .loginAs(await userOf('bruno'))
      .withCsrfToken()
      .json({ street: '', street_id: null })
    assert.equal(emptied.status(), 422)
    const [kept] = await query<{ street: string; delivery: string }>(
      db,
      'select street, delivery from registry_premises where id = ?',
      [id]
    )
    assert.deepEqual(kept, { street: 'Rua das Acácias', delivery: 'physical' })
    await month(client, '2026-11')
    const [second] = await invoicesOf(id, '2026-11')
    const after = await page(client, `/billing/invoices/${second!.id}/document`)
    assert.notInclude(after, 'Entrega:')
    assert.notInclude(after, 'Rua Corrigida')
    const history = plain(await page(client, `${path}?tab=history`))
    for (const text of [
      'Cadastrado o endereço alternativo: Rua da Entrega, 77',
      'Cadastrado o endereço alternativo: Rua Corrigida, 77',
      'O endereço alternativo passou a ser o do imóvel: Rua Corrigida, 77',
      'Desativado o endereço alternativo',
    ]) {
      assert.include(history, text)
    }
  }).tags(['@TR-3.2.13.10.3'])

  test('a waiting branch shows in the unit and charges no water', async ({ assert, client }) => {
    const { locality_id: locality, billing_group_id: billingGroup } = await premise()
    clock.freeze('2026-11-20T15:00:00Z')
    const [holder] = await query<{ id: bigint }>(
      db,
      `select id from registry_customers where name = 'Luzia Figueiredo'`
    )
    const made = await send(client, 'bruno', '/registry/premises', {
      ...{ kind: 'single', street: 'Rua das Acácias', number: '199', district: 'Centro' },
      ...{ locality_id: String(locality), billing_group_id: String(billingGroup) },
      ...{ category: 'RES', economies: '1', holder_from: '2026-11-01' },
      holder_id: String(holder!.id),
    })
    const id = /\/(\d+)$/.exec(made.header('location') ?? '')?.[1] ?? ''
    const path = `/registry/premises/${id}`
    await done(client, `${path}/change/waiting-branch`, {
      ...{ installed_on: '2026-11-15', diameter: '25', note: 'Na divisa' },
    })
    assert.include(plain(await page(client, path)), 'Ramal de espera de 25 mm, desde 15/11/2026')
    const twice = await send(client, 'bruno', `${path}/change/waiting-branch`, {
      ...{ installed_on: '2026-11-16', diameter: '25' },
    })
    assert.equal(twice.status(), 422)
    await month(client, '2026-12')
    const charges = await query(
      db,
      `select 1 from billing_charges c join billing_invoices i on i.id = c.invoice_id where i.premise_id = ?`,
      [id]
    )
    assert.lengthOf(charges, 0)
    const others = await query<{ n: number }>(
      db,
      `select count(*)::int as n from billing_invoices where reference = '2026-12'`
    )
    assert.isAbove(others[0]!.n, 0)
    await done(client, '/registry/connections', {
      ...{ premise_id: id, service: 'water', connected_on: '2026-12-06' },
    })
    assert.notInclude(await page(client, path), 'Ramal de espera de')
  }).tags(['@TR-3.2.13.10.5'])

  test('another category, kind of tariff and economies leave issued invoices and price the next simulation', async ({
    assert,
    client,
  }) => {
    const { id } = await premise()
    const path = `/registry/premises/${id}`
    await month(client, '2027-01')
    const [issued] = await invoicesOf(id, '2027-01')
    const paper = `/billing/invoices/${issued!.id}/document`
    const before = await page(client, paper)
    const linked = async () => {
      const [, link = ''] =
        /href="(\/tariffs\/simulate\?[^"]*)"/.exec(await page(client, path)) ?? []
      return link.replaceAll('&amp;', '&')
    }
    const offered = async (name: string) => {
      const [, asked] = /\?(.*)/.exec(await linked()) ?? []
      return new URLSearchParams(asked).get(name)
    }
    const simulated = async () => {
      const answer = await page(client, `${await linked()}&m3=40&on=2027-02-06`)
      return plain(/<main[\s\S]*<\/main>/.exec(answer)?.[0] ?? answer)
    }
    assert.equal(await offered('category'), 'RES:1')
    const residential = await simulated()
    clock.freeze('2027-01-12T15:00:00Z')
    await done(client, `${path}/change/economies`, {
      ...{ from_on: '2027-01-10', economies_RES: '', economies_COM: '2' },
      reason: 'Virou comércio',
    })
    const patched = await client
      .patch(`/api/registry/premises/${id}`)
      .loginAs(await userOf('bruno'))
      .withCsrfToken()
      .json({ tariff_type: 'public' })
    patched.assertStatus(200)
    assert.include(plain(await page(client, path)), '2 comerciais')
    assert.equal(await page(client, paper), before)
    assert.deepEqual(await invoicesOf(id, '2027-01'), [issued])

    const commercial = await simulated()
    assert.notEqual(commercial, residential)
    assert.equal(await offered('category'), 'COM:2')
    assert.equal(await offered('profile'), 'public')
    const api = await client
      .post('/api/tariffs/simulate')
      .loginAs(await userOf('bruno'))
      .withCsrfToken()
      .json({
        on: '2027-02-06',
        case: { m3: '40', categories: [{ category: 'COM', economies: 2 }], water: true },
      })
    api.assertStatus(200)
    const [line] = (api.body() as { results: { result: { total: string } }[] }).results
    assert.isOk(line)
    const [, total = ''] = /"total[^"]*":"([\d.]+)"/.exec(JSON.stringify(line)) ?? []
    // Two economies with 20 m³ each: 20 × 6.919 = 138.38 and 20 × 8.302 = 166.04.
    assert.equal(total, '304.42')
    assert.include(commercial, '304,42')
    assert.notInclude(residential, '304,42')
  }).tags(['@TR-3.2.13.10.11'])
})
