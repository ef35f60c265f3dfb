import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

test.group('Records | what the database refuses', (group) => {
  freshDatabase(group)

  test('values that do not go together are named by their fields, not by a constraint', async ({
    client,
    assert,
  }) => {
    const [water] = await query<{ id: bigint }>(
      db,
      `select id from registry_connections where service = 'water' order by id limit 1`
    )
    const refused = await client
      .patch(`/api/registry/connections/${water!.id}`)
      .json({ sewage_branch_diameter: '100' })
      .withCsrfToken()
      .loginAs(await ana())
    refused.assertStatus(422)
    const text = JSON.stringify(refused.body())
    assert.include(text, 'não combinam entre si')
    assert.include(text, 'Diâmetro do ramal de esgoto')
    assert.notInclude(text, 'registry_connections_check')
  })
})
