import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { appendEntry } from '#core/audit/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { textOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'

const admin = () => userNamed('ana.admin')
const rows = (html: string) => html.split('<tbody>')[1]?.split('</tbody>')[0] ?? ''

interface Given {
  readonly at: string
  readonly description: string
  readonly name?: string
  readonly origin?: { channel: 'screen' | 'api'; address: string }
  readonly onBehalfOf?: { userId: bigint; name: string }
}

async function write({ at, description, name = 'Rita Prado', origin, onBehalfOf }: Given) {
  const municipality = (await db.from('access_municipalities').select('id').first()) as {
    id: bigint
  }
  return db.transaction((tx) =>
    appendEntry(tx, {
      municipalityId: municipality.id,
      at: new Date(at),
      actor: {
        userId: 3n,
        name,
        ...(origin ? { origin: { ...origin, agent: 'Firefox', session: 'chave-1' } } : {}),
      },
      ...(onBehalfOf ? { onBehalfOf } : {}),
      action: 'tests.write',
      subject: null,
      description,
      reason: null,
      payload: {},
    })
  )
}

test.group('Audit | search', (group) => {
  freshDatabase(group)
  const find = async (address: string, client: { get(path: string): any }) =>
    rows(await textOf(client.get(`/audit?${address}`).loginAs(await admin())))

  test('finds by period in the days of the municipality, person, words, channel and address', async ({
    assert,
    client,
  }) => {
    // 03:30 UTC is the evening before in São Paulo and Cuiabá alike.
    await write({ at: '2026-03-11T03:30:00Z', description: 'Trocou a titular do imóvel' })
    await write({
      at: '2026-03-11T15:00:00Z',
      description: 'Cancelou a fatura vencida',
      name: 'Otávio Lins',
      origin: { channel: 'api', address: '10.9.8.7' },
    })
    const tenth = await find('from=2026-03-10&until=2026-03-10', client)
    assert.include(tenth, 'Trocou a titular')
    assert.notInclude(tenth, 'Cancelou')
    const eleventh = await find('from=2026-03-11&until=2026-03-11', client)
    assert.include(eleventh, 'Cancelou')
    assert.notInclude(eleventh, 'Trocou')
    const cases = [
      ['actor=Ot%C3%A1vio+Lins', 'Cancelou', 'Trocou'],
      ['text=IMOVEL', 'Trocou', 'Cancelou'],
      ['text=cancelou+vencida', 'Cancelou', 'Trocou'],
      ['channel=api', 'Cancelou', 'Trocou'],
      ['channel=system', 'Trocou', 'Cancelou'],
      ['address=10.9.8.7', 'Cancelou', 'Trocou'],
    ] as const
    for (const [address, there, away] of cases) {
      const found = await find(`${address}&from=2026-03-01&until=2026-03-31`, client)
      assert.include(found, there, address)
      assert.notInclude(found, away, address)
    }
    assert.equal(await find('text=100%25', client), '', 'a sign of the search is only a sign')
  })

  test('finds the changes of a record by the number that people know', async ({
    assert,
    client,
  }) => {
    const [premise] = await query<{ id: bigint; registration_number: string }>(
      db,
      'select id, registration_number from registry_premises order by id limit 1'
    )
    const sent = await client
      .patch(`/api/registry/premises/${premise!.id}`)
      .json({ complement: 'Casa dos fundos' })
      .withCsrfToken()
      .loginAs(await admin())
    sent.assertStatus(200)
    const number = premise!.registration_number.replace(/(\d)$/, '-$1')
    const found = await find(`subject=registry.premises&record=${number}`, client)
    assert.include(found, 'Alterou o imóvel')
    assert.include(found, 'Outro sistema (API) · 127.0.0.1')
    const byName = await find('actor=Ana+Ribeiro&text=alterou+imovel', client)
    assert.include(byName, 'Outro sistema (API)')
    const none = await find('subject=registry.premises&record=99999999-9', client)
    assert.equal(none, '')
  })

  test('an entry says from where, with which program and session, and what changed', async ({
    assert,
    client,
  }) => {
    const [entry] = await query<{ id: bigint; session: string; agent: string }>(
      db,
      "select id, session, agent from audit_entries where action = 'registry.premises.update' order by id desc limit 1"
    )
    const page = await textOf(client.get(`/audit/${entry!.id}`).loginAs(await admin()))
    assert.match(entry!.session, /^[0-9a-f-]{36}$/)
    for (const text of [entry!.session, entry!.agent, '127.0.0.1', 'Complemento']) {
      assert.include(page, text)
    }
    assert.match(page, /Complemento<\/td>[\s\S]*Casa dos fundos/)
  })

  test('what somebody else authorised is found under who did it', async ({ assert, client }) => {
    await write({
      at: '2026-05-02T12:00:00Z',
      description: 'Cancelou acima da alçada',
      name: 'Otávio Lins, com autorização de Ana Ribeiro',
    })
    const found = await find('actor=Ot%C3%A1vio+Lins&from=2026-05-01', client)
    assert.include(found, 'acima da alçada')
  })

  test('says on whose behalf', async ({ assert, client }) => {
    await write({
      at: '2026-04-01T12:00:00Z',
      description: 'Aprovou por delegação',
      onBehalfOf: { userId: 1n, name: 'Diretora' },
    })
    assert.include(await find('text=delegação', client), 'em nome de Diretora')
  })

  test('is taken as CSV by who may read it, and the taking is in the trail', async ({
    assert,
    client,
  }) => {
    const csv = await client
      .get('/audit/export?from=2026-03-01&until=2026-03-31')
      .loginAs(await admin())
    csv.assertStatus(200)
    const lines = csv.text().trim().split('\r\n')
    assert.lengthOf(lines, 3)
    assert.match(lines[1]!, /;11\/03\/2026 \d{2}:\d{2};Otávio Lins;/)
    const [entry] = await query<{ description: string; payload: string; actor_name: string }>(
      db,
      "select description, payload, actor_name from audit_entries where action = 'audit.export'"
    )
    assert.equal(entry!.description, 'Exportou 2 registros da auditoria')
    assert.deepEqual(JSON.parse(entry!.payload), {
      count: 2,
      filter: { from: '2026-03-01', until: '2026-03-31' },
    })
    const denied = await client.get('/audit/export').loginAs(await userNamed('carla.atendimento'))
    denied.assertStatus(403)
  })
})

test.group('Audit | personal data read in bulk', (group) => {
  freshDatabase(group)

  test('lists, pages of the API and exports are noted with who, how many and which filter', async ({
    assert,
    client,
  }) => {
    const path = '/registry/customers'
    const filter = 'kind=person'
    for (const address of [path, `/api${path}`, `${path}/export`]) {
      const page = await client.get(`${address}?${filter}`).loginAs(await admin())
      page.assertStatus(200)
      page.text()
    }
    const masked = await client.get(path).loginAs(await userNamed('carla.atendimento'))
    masked.assertStatus(200)
    const noted = await query<{ way: string; user_name: string; rows: number; filter: string }>(
      db,
      'select way, user_name, rows, filter from audit_personal_reads order by id'
    )
    const [{ total } = { total: 0 }] = await query<{ total: number }>(
      db,
      "select count(*)::int as total from registry_customers where kind = 'person'"
    )
    assert.deepEqual(
      noted.map(({ way, user_name: name, rows: count }) => [way, name, count]),
      [
        ['list', 'Ana Ribeiro', Math.min(total, 50)],
        ['api', 'Ana Ribeiro', Math.min(total, 50)],
        ['export', 'Ana Ribeiro', total],
      ]
    )
    assert.isTrue(noted.every(({ filter: text }) => text.includes('kind=person')))
    const screen = await client.get('/audit/personal-reads').loginAs(await admin())
    screen.assertTextIncludes('Clientes')
    await assert.rejects(() => db.rawQuery('delete from audit_personal_reads'), /permission denied/)
  })
})
