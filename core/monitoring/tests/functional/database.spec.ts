import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { putParameter } from '#core/access/tests/support/people'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { isOlder } from '../../database_page.ts'

const PAGE = '/monitoring/database'

test.group('Monitoring | database', (group) => {
  freshDatabase(group)

  test('the page shows the running version, and warns when it is below the configured minimum', async ({
    assert,
    client,
  }) => {
    const [{ version }] = (await query<{ version: string }>(
      db,
      `select current_setting('server_version') as version`,
      []
    )) as [{ version: string }]
    const calm = await client.get(PAGE).loginAs(await userNamed('ana.admin'))
    calm.assertStatus(200)
    calm.assertTextIncludes(`PostgreSQL ${version} · mínima 15.0`)
    assert.notInclude(calm.text(), 'abaixo da mínima')
    await putParameter(client, 'monitoring.minimum_postgres', '99.1')
    const warned = await client.get(PAGE).loginAs(await userNamed('ana.admin'))
    warned.assertTextIncludes(`está na versão ${version}, abaixo da mínima 99.1`)
  }).tags(['@TR-3.1.4.3'])

  test('sizes, statistics and the slowest statements, without the values that people typed', async ({
    assert,
    client,
  }) => {
    await db.rawQuery(`select pg_sleep(0.4), 'segredo de alguém'`)
    await db.connection('owner').rawQuery('analyze registry_premises')
    const page = await client.get(PAGE).loginAs(await userNamed('ana.admin'))
    page.assertStatus(200)
    const text = page.text()
    assert.match(text, /registry_premises<\/td>[\s\S]{0,600}\d\d\/\d\d\/\d{4}/)
    assert.match(text, /pg_sleep\(\$1\)[\s\S]{0,200}\d{3} ms/)
    assert.notInclude(text, 'segredo de alguém')
    const refused = await client.get(PAGE).loginAs(await userNamed('carla.atendimento'))
    refused.assertStatus(403)
  })

  test('versions are compared as numbers', ({ assert }) => {
    assert.isTrue(isOlder('18.4 (Debian 18.4-1)', '18.10'))
    assert.isFalse(isOlder('18.10', '18.4'))
    assert.isTrue(isOlder('9.6', '15'))
    assert.isFalse(isOlder('18beta1', '18.0'))
  })
})
