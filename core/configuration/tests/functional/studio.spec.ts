import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { pricing, withSamplePlugin } from '../sample_plugin.ts'

const PRICE = '/configuration/ruleset/sample.price'

/** As the page does while somebody writes: the form, with an answer in JSON. */
async function ask(client: ApiClient, path: string, form: object) {
  return client
    .post(path)
    .loginAs(await userNamed('bruno.'))
    .withCsrfToken()
    .accept('json')
    .form(form)
    .redirects(0)
}

/** What the page hands to the script of the editor. */
function dataOf(html: string): { decision: { name: string }; lookups: object } {
  const [, json] = /<script type="application\/json" data-studio-data\s*>(.*?)<\/script>/s.exec(
    html
  )!
  return JSON.parse(json!) as { decision: { name: string }; lookups: object }
}

test.group('Configuration | Studio', (group) => {
  freshDatabase(group)
  withSamplePlugin(group)

  test('the page brings the decision to its editor, and keeps the plain text for who has no scripts', async ({
    assert,
    client,
  }) => {
    const page = await client.get(`${PRICE}/draft`).loginAs(await userNamed('bruno.'))
    page.assertStatus(200)
    const { decision, lookups } = dataOf(page.text())
    assert.equal(decision.name, 'sample.price')
    assert.notProperty(decision, 'ruleset')
    assert.isObject(lookups)
    page.assertTextIncludes('name="content"')
    page.assertTextIncludes('Aprova outra pessoa')
    page.assertTextIncludes('aria-current="step"')
  })

  test('codes of profiles are chosen by name; one that nobody registered stays what it is', async ({
    assert,
    client,
  }) => {
    const parameter = '/configuration/parameter/access.local_password_profiles'
    const ana = await userNamed('ana.')
    const items = async () => {
      const page = await client.get(`${parameter}/draft`).loginAs(ana)
      page.assertStatus(200)
      const data = dataOf(page.text()) as unknown as {
        schema: { items: { enum: string[]; enumTitles: string[] } }
        in_force: { text: string }
      }
      return { ...data.schema.items, text: data.in_force.text }
    }
    const offered = await items()
    const titleOf = (code: string) => offered.enumTitles[offered.enum.indexOf(code)]
    assert.equal(titleOf('administrator'), 'Administrador')
    assert.equal(offered.text, 'Administrador')
    const kept = await client
      .post(`${parameter}/draft`)
      .loginAs(ana)
      .withCsrfToken()
      .form({ content: JSON.stringify({ value: ['administrator', 'gone'] }) })
      .redirects(0)
    kept.assertStatus(302)
    const again = await items()
    assert.include(again.enumTitles, 'gone (não cadastrado)')
  })

  test('a text is checked as it stands: findings by place, examples, and what changes', async ({
    assert,
    client,
  }) => {
    const sound = pricing({ var: ['volume'] })
    const good = await ask(client, `${PRICE}/check`, { content: JSON.stringify(sound) })
    good.assertStatus(200)
    assert.isNull(good.body().jsonError)
    assert.isArray(good.body().differences)
    assert.isArray(good.body().examples)
    const wrong = await ask(client, `${PRICE}/check`, {
      content: JSON.stringify(pricing({ var: ['consumo'] })),
    })
    const [issue] = wrong.body().issues as { code: string; path: string }[]
    assert.equal(issue!.code, 'unknown_fact')
    assert.match(issue!.path, /^\/rules\/0\//)
    assert.isNull(wrong.body().differences)
    const broken = await ask(client, `${PRICE}/check`, { content: '{"rules": [' })
    assert.isString(broken.body().jsonError)
    assert.deepEqual(broken.body().issues, [])
  })

  test('saving answers where the draft is from then on; a refusal says what is wrong and where', async ({
    assert,
    client,
  }) => {
    const sound = JSON.stringify(pricing({ var: ['volume'] }))
    const first = await ask(client, `${PRICE}/draft`, { content: sound, owner: 'utility' })
    first.assertStatus(200)
    const { version, action, edit, text } = first.body() as Record<string, string>
    assert.equal(action, `/configuration/versions/${version}`)
    assert.equal(edit, `${action}/edit`)
    assert.match(text!, /^Rascunho salvo em /)
    const again = await ask(client, action!, { content: sound, version_id: version })
    assert.equal(again.body().version, version)
    const changed = JSON.stringify(pricing({ '+': [{ var: ['volume'] }, { var: ['volume'] }] }))
    const { seen } = first.body() as Record<string, string>
    const saved = await ask(client, action!, { content: changed, version_id: version, seen })
    saved.assertStatus(200)
    const late = await ask(client, action!, { content: sound, version_id: version, seen })
    late.assertStatus(409)
    assert.equal(late.body().code, 'E_CONFIGURATION_SAVED_ELSEWHERE')
    const refused = await ask(client, action!, {
      content: JSON.stringify(pricing({ var: ['consumo'] })),
      version_id: version,
    })
    refused.assertStatus(422)
    assert.equal(refused.body().code, 'E_CONFIGURATION_REFUSED')
    assert.equal(refused.body().issues[0].code, 'unknown_fact')
  })

  test('who may not edit is refused, also by JSON', async ({ client }) => {
    const refused = await client
      .post(`${PRICE}/check`)
      .loginAs(await userNamed('carla.'))
      .withCsrfToken()
      .accept('json')
      .form({ content: '{}' })
    refused.assertStatus(403)
  })
})
