import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { premiseAt } from './support.ts'

async function change(client: ApiClient, id: bigint, what: string, form: Record<string, string>) {
  return client
    .post(`/registry/premises/${id}/change/${what}`)
    .loginAs(await bruno())
    .withCsrfToken()
    .form(form)
    .redirects(0)
}

async function screen(client: ApiClient, path: string): Promise<string> {
  const response = await client.get(path).loginAs(await bruno())
  response.assertStatus(200)
  return response.text()
}

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

async function customer(name: string): Promise<string> {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from registry_customers where name = ?',
    [name]
  )
  return String(row!.id)
}

/** Who the page says answered on a day. */
async function answeredOn(client: ApiClient, id: bigint, on: string): Promise<string> {
  const page = await screen(client, `/registry/premises/${id}/responsibles?on=${on}`)
  const [, answer = ''] = /<div class="day-answer"[^>]*>([\s\S]*?)<\/div>/.exec(page) ?? []
  return plain(answer)
}

test.group('Registry | rental contracts', (group) => {
  freshDatabase(group)
  group.each.teardown(() => clock.restore())

  test('from the page of a unit a contract is registered, extended and seen in the history, and the owner stays as was', async ({
    client,
    assert,
  }) => {
    const { id } = await premiseAt('Rua dos Ipês', '220')
    const [owner, tenant] = [
      await customer('Sebastião Moraes'),
      await customer('Vera Lúcia Campos'),
    ]
    clock.freeze('2027-03-01T15:00:00Z')
    const page = await screen(client, `/registry/premises/${id}`)
    for (const link of ['tenant', 'lease', 'owner']) {
      assert.include(page, `/registry/premises/${id}/change/${link}"`)
    }
    assert.include(page, `/registry/premises/${id}/responsibles"`)
    const owned = await change(client, id, 'owner', { customer_id: owner, from_on: '2027-01-10' })
    owned.assertStatus(302)
    const ownerRow = async () =>
      query(
        db,
        `select c.*, h.id as holding, h.until_on from registry_customers c join registry_holdings h on h.customer_id = c.id
          where h.premise_id = ? and h.role = 'owner'`,
        [id]
      )
    const before = await ownerRow()
    const registered = await change(client, id, 'tenant', {
      ...{ customer_id: tenant, number: 'LOC-7', is_holder: 'true' },
      ...{ from_on: '2027-03-01', lease_until: '2027-08-31' },
    })
    registered.assertStatus(302)
    const short = await change(client, id, 'lease', { lease_until: '2027-02-28' })
    assert.equal(short.status(), 422)
    clock.freeze('2027-08-20T15:00:00Z')
    const extended = await change(client, id, 'lease', {
      lease_until: '2027-12-31',
      reason: 'Aditivo 1',
    })
    extended.assertStatus(302)
    assert.deepEqual(await ownerRow(), before)

    clock.freeze('2027-10-20T15:00:00Z')
    assert.match(await answeredOn(client, id, '2027-10-15'), /Titular em 15\/10\/2027: Vera Lúcia/)
    const history = plain(await screen(client, `/registry/premises/${id}/responsibles`))
    assert.match(
      history,
      /Vera Lúcia Campos 31\/08\/2027 31\/12\/2027 20\/08\/2027,? \d\d:\d\d Bruno Matos Aditivo 1/
    )
    const trail = plain(await screen(client, `/registry/premises/${id}?tab=history`))
    assert.include(
      trail,
      'Contrato de locação de Vera Lúcia Campos até 31/12/2027; antes, até 31/08/2027'
    )
    const registry = plain(await screen(client, '/registry/leases?status=running'))
    assert.match(registry, /Vera Lúcia Campos LOC-7 01\/03\/2027 31\/12\/2027 Em vigor/)
  }).tags(['@TR-3.2.7.21', '@TR-3.2.7.21.3'])

  test('who was responsible on a past day is told, with owners, tenants and contracts in the history', async ({
    client,
    assert,
  }) => {
    const { id } = await premiseAt('Avenida Brasil', '520')
    const [a, b, c] = [
      await customer('Sebastião Moraes'),
      await customer('Paulo Henrique Dias'),
      await customer('Luzia Figueiredo'),
    ]
    clock.freeze('2027-06-30T15:00:00Z')
    const holder = (customer_id: string, from_on: string) =>
      change(client, id, 'holder', { customer_id, from_on, reason: 'Venda', confirmed: 'true' })
    const steps = [
      await holder(a, '2027-01-01'),
      await change(client, id, 'owner', { customer_id: a, from_on: '2027-01-01' }),
      await change(client, id, 'tenant', {
        ...{ customer_id: b, number: '77/2027', is_holder: 'true' },
        ...{ from_on: '2027-02-01', lease_until: '2027-07-31' },
      }),
      await change(client, id, 'end-tenancy', { on: '2027-04-30', owner_is_holder: 'true' }),
      await change(client, id, 'owner', { customer_id: c, from_on: '2027-06-01' }),
      await holder(c, '2027-06-01'),
    ]
    for (const step of steps) step.assertStatus(302)

    const days = [
      ['2027-01-31', 'Sebastião Moraes'],
      ['2027-02-01', 'Paulo Henrique Dias'],
      ['2027-04-30', 'Paulo Henrique Dias'],
      ['2027-05-01', 'Sebastião Moraes'],
      ['2027-06-01', 'Luzia Figueiredo'],
    ] as const
    for (const [on, name] of days) {
      assert.match(await answeredOn(client, id, on), new RegExp(`Titular em [0-9/]+: ${name}`), on)
    }
    const asked = await client
      .get(`/api/registry/premises/${id}/responsibles?on=2027-03-15`)
      .loginAs(await bruno())
    asked.assertStatus(200)
    const standing = asked.body().data as { role: string; name: string; lease: unknown }[]
    assert.deepEqual(
      standing.map(({ role, name }) => [role, name]),
      [
        ['holder', 'Paulo Henrique Dias'],
        ['tenant', 'Paulo Henrique Dias'],
        ['owner', 'Sebastião Moraes'],
      ]
    )
    const wrong = await client
      .get(`/api/registry/premises/${id}/responsibles?on=2027-02-30`)
      .loginAs(await bruno())
    assert.equal(wrong.status(), 422)

    const page = await screen(client, `/registry/premises/${id}/responsibles`)
    const rows = page.split('<tr>').map(plain)
    const row = (name: string, role: string) =>
      rows.find((text) => text.includes(name) && text.includes(role)) ?? ''
    assert.match(row('Sebastião Moraes', 'Proprietário'), /01\/01\/2027 31\/05\/2027/)
    assert.match(
      row('Paulo Henrique Dias', 'Inquilino'),
      /01\/02\/2027 30\/04\/2027 77\/2027 01\/02\/2027 a 31\/07\/2027/
    )
    assert.match(row('Luzia Figueiredo', 'Proprietário'), /01\/06\/2027 hoje/)
  }).tags(['@TR-3.2.7.21.4'])

  test('two contracts never cover one day, and one that has not begun can be given up', async ({
    client,
    assert,
  }) => {
    const { id } = await premiseAt('Rua das Acácias', '100')
    const tenant = await customer('Vera Lúcia Campos')
    clock.freeze('2027-03-01T15:00:00Z')
    const contract = (from_on: string, lease_until: string) =>
      change(client, id, 'tenant', { customer_id: tenant, from_on, lease_until })
    const planned = await contract('2027-05-01', '2027-12-31')
    planned.assertStatus(302)
    const again = await contract('2027-12-31', '2028-06-30')
    assert.equal(again.status(), 422)
    assert.include(again.text(), 'já tem outro contrato de locação')
    const [lease] = await query<{ id: bigint }>(
      db,
      'select id from registry_leases where premise_id = ?',
      [id]
    )
    const given = await client
      .post('/api/actions/registry.leases.cancel')
      .loginAs(await bruno())
      .withCsrfToken()
      .json({ id: String(lease!.id), reason: 'Desistiu' })
    given.assertStatus(200)
    const free = await contract('2027-12-31', '2028-06-30')
    free.assertStatus(302)
  })
})
