import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

test.group('Messages for people', (group) => {
  freshDatabase(group)

  test('each wrong field has its own sentence; a failure has a number and nothing in English', async ({
    client,
    assert,
  }) => {
    const refused = await client
      .post('/registry/customers')
      .form({ name: '', kind: 'person', taxpayer_id: '529.982.247-00' })
      .withCsrfToken()
      .loginAs(await ana())
    refused.assertStatus(422)
    assert.match(refused.text(), /id="problem-name"[\s\S]{0,400}Preencha este campo\./)
    assert.match(refused.text(), /id="problem-taxpayer_id"[\s\S]{0,400}O CPF não confere/)
    const problems = [...refused.text().matchAll(/id="problem-([a-z_]+)"/g)].map(([, name]) => name)
    assert.sameMembers(problems, ['name', 'taxpayer_id'], 'one beside each wrong field, no other')
    await db.connection('owner').rawQuery('alter table registry_localities rename to gone')
    const failed = await client.get('/registry/localities').loginAs(await ana())
    failed.assertStatus(500)
    assert.match(failed.text(), /Número para o suporte: <strong[^>]*>[2-9A-Z]{4}-[2-9A-Z]{4}</)
    assert.notMatch(failed.text(), /42P01|relation|does not exist|\bat \w+|\.ts:\d/)
    const words = failed
      .text()
      .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]+>/g, ' ')
    assert.match(words, /avise o suporte/)
    const english =
      /\b(errors?|server|failed|failure|internal|unexpected|request|sorry|stack|query|table|select|the|not found)\b/i
    assert.notMatch(words, english)
    const json = await client.get('/api/registry/localities').loginAs(await ana())
    assert.match(json.header('content-type')!, /^application\/problem\+json/)
    assert.equal(json.body().code, 'E_UNEXPECTED')
    assert.include(json.body().detail, json.body().reference)
  }).tags(['@TR-3.1.3.3'])
})
