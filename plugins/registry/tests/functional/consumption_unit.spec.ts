import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { premiseAt } from './support.ts'

async function submit(client: ApiClient, path: string, form: Record<string, string>) {
  return client
    .post(path)
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

const idAt = (location: string | undefined) => /\/(\d+)$/.exec(location ?? '')?.[1] ?? ''

const connectionsOf = (id: string) =>
  query<{ id: bigint; service: string; situation: string; connected_on: string }>(
    db,
    'select id, service, situation, connected_on from registry_connections where premise_id = ? order by id',
    [id]
  )

test.group('Registry | consumption unit on the screens', (group) => {
  freshDatabase(group)

  test('is registered with water, gets sewage later and shows both with their situations', async ({
    client,
    assert,
  }) => {
    const neighbour = await premiseAt('Rua das Acácias', '100')
    const [holder] = await query<{ id: bigint }>(
      db,
      `select id from registry_customers where name = 'Luzia Figueiredo'`
    )
    assert.include(await screen(client, '/registry/premises/new'), 'Água ligada em')
    const created = await submit(client, '/registry/premises', {
      kind: 'single',
      street: 'Rua das Acácias',
      number: '170',
      district: 'Centro',
      zip_code: '78899-000',
      locality_id: String(neighbour.locality_id),
      billing_group_id: String(neighbour.billing_group_id),
      category: 'RES',
      economies: '1',
      holder_id: String(holder!.id),
      holder_from: '2026-10-01',
      water_connected_on: '2026-10-01',
    })
    created.assertStatus(302)
    const id = idAt(created.header('location'))
    const [water, ...none] = await connectionsOf(id)
    assert.include(water, { service: 'water', situation: 'active' })
    assert.lengthOf(none, 0)

    const sewage = { premise_id: id, service: 'sewage', connected_on: '2026-10-09' }
    const added = await submit(client, '/registry/connections', {
      ...sewage,
      sewage_class: 'collected',
    })
    added.assertStatus(302)
    const changed = await submit(client, `/registry/connections/${water!.id}`, {
      sewage_class: 'none',
      connected_on: '2026-10-02',
      riser_position: 'left',
    })
    changed.assertStatus(302)
    const situation = await submit(client, `/registry/connections/${water!.id}/change/situation`, {
      situation: 'cut_branch',
      from_on: '2026-10-20',
      reason: 'Corte por falta de pagamento',
    })
    situation.assertStatus(302)

    const [waterNow] = await connectionsOf(id)
    assert.include(waterNow, { situation: 'cut_branch', connected_on: '2026-10-02' })
    const panel = await screen(
      client,
      `/registry/premises/${id}/tabs/registry.connections.premise_id`
    )
    const rows = panel
      .split('<tr')
      .map((row) => row.replace(/^[^>]*>/, '').replace(/<[^>]*>/g, ' '))
      .filter((row) => /Água|Esgoto/.test(row))
    assert.lengthOf(
      rows.filter((row) => /Água/.test(row) && /Cortada no ramal/.test(row)),
      1
    )
    assert.lengthOf(
      rows.filter((row) => /Esgoto/.test(row) && /Ligada/.test(row) && /Coletado/.test(row)),
      1
    )
  }).tags(['@TR-3.2.2.2'])

  test('tells beside the form that a second water connection is refused', async ({
    client,
    assert,
  }) => {
    const premise = await premiseAt('Rua das Acácias', '100')
    const refused = await submit(client, '/registry/connections', {
      premise_id: String(premise.id),
      service: 'water',
      connected_on: '2026-10-09',
    })
    assert.equal(refused.status(), 422)
    assert.include(refused.text(), 'já tem ligação de água')
  })

  test('has a list and a detail for every record type of the registry', async ({
    client,
    assert,
  }) => {
    const lists = ['customers', 'premises', 'connections', 'localities', 'billing-groups']
    for (const list of [...lists, 'premise-economies', 'holdings']) {
      assert.include(await screen(client, `/registry/${list}`), '</table>')
    }
    const { id } = await premiseAt('Avenida Brasil', '520')
    assert.include(await screen(client, `/registry/premises/${id}`), 'Rosângela Teixeira')
    const economies = await screen(
      client,
      `/registry/premises/${id}/tabs/registry.premise_economies.premise_id`
    )
    assert.include(economies, 'Residencial')
    assert.include(economies, 'Comercial')
  })
})
