import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { problemOf } from '#core/access/tests/support/people'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const PATH = '/configuration/tariff-table/default/draft'
const MORE = { content: 'x'.repeat(30_000_000) }

const attempts = () =>
  query<{ actor_name: string; description: string; payload: string }>(
    db,
    `select actor_name, description, payload from audit_entries where action = 'web.too_large' order by id`
  )

test.group('Web | what is too large to be received', (group) => {
  freshDatabase(group)

  test('a paste of tens of megabytes is refused with a reason, and stands in the trail', async ({
    client,
    assert,
  }) => {
    const bruno = await userNamed('bruno.')
    const versions = () => query(db, 'select id from configuration_versions')
    const before = await versions()
    const pasted = await client.post(PATH).form(MORE).withCsrfToken().loginAs(bruno).redirects(0)
    pasted.assertStatus(302)
    assert.equal(problemOf(pasted)?.code, 'E_WEB_TOO_LARGE')
    const sent = await client
      .post('/api/actions/jobs.save_schedule')
      .json(MORE)
      .withCsrfToken()
      .loginAs(bruno)
      .accept('json')
    sent.assertStatus(413)
    assert.equal(sent.body().code, 'E_WEB_TOO_LARGE')
    assert.lengthOf(await versions(), before.length)
    const noted = await attempts()
    assert.lengthOf(noted, 2)
    assert.equal(noted[0]!.actor_name, bruno.fullName)
    assert.include(noted[0]!.description, `envio de 31 MB a ${PATH}`)
    assert.equal(JSON.parse(noted[1]!.payload).refused, 'E_WEB_TOO_LARGE')
    const trail = await client.get('/audit').loginAs(await userNamed('ana.'))
    trail.assertTextIncludes('Enviar mais do que se recebe de uma vez')
  })

  test('who has not entered is refused and leaves no entry', async ({ client, assert }) => {
    const before = await attempts()
    const sent = await client.post('/login').json(MORE).withCsrfToken().accept('json')
    sent.assertStatus(413)
    assert.lengthOf(await attempts(), before.length)
  })
})
