import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { clock } from '#core/calendar/index'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { withSamplePlugin } from '../sample_plugin.ts'

const NOW = '2026-11-22T15:00:00Z'
const ITEM = '/api/configuration/parameter/sample.limit'
const [ANA, BRUNO] = ['ana.admin', 'bruno.faturamento'].map(
  (name) => `--user=${name}@demo.aqueduto`
) as [string, string]

async function act(client: ApiClient, who: string, action: string, input: object) {
  const person = await userNamed(who)
  const path = `/api/actions/configuration.${action}`
  return client.post(path).loginAs(person).withCsrfToken().accept('json').json(input)
}

async function read<T>(client: ApiClient, path: string): Promise<T> {
  const response = await client.get(path).loginAs(await userNamed('ana.'))
  response.assertStatus(200)
  return response.body() as T
}

interface VersionJson {
  readonly id: string
  readonly status: string
  readonly state: string
  readonly content: { readonly value: number }
  readonly hash: string | null
}
interface ItemJson {
  readonly in_force: VersionJson
  readonly versions: readonly VersionJson[]
}

async function draft(client: ApiClient, value: number): Promise<string> {
  const saved = await act(client, 'bruno.', 'save_draft', {
    ...{ kind: 'parameter', key: 'sample.limit' },
    content: JSON.stringify({ value }),
  })
  saved.assertStatus(200)
  const { versions } = await read<ItemJson>(client, ITEM)
  return versions.find(({ status }) => status === 'draft')!.id
}

test.group('Configuration | the life of a version on the interface and by commands', (group) => {
  freshDatabase(group)
  withSamplePlugin(group)
  group.each.setup(() => {
    clock.freeze(NOW)
    return () => clock.restore()
  })

  test('draft, submission, refused approval of the author, approval, in force', async ({
    assert,
    client,
  }) => {
    const id = await draft(client, 20)
    const dates = { version_id: id, from: '2026-11-22', reason: 'Reajuste', legal_basis: 'Lei 2' }
    const sent = await act(client, 'bruno.', 'submit', dates)
    sent.assertStatus(200)
    const own = await act(client, 'bruno.', 'approve', { version_id: id })
    assert.include([403, 409], own.status())
    const refused = await db
      .from('audit_entries')
      .where({ action: 'configuration.approve', subject_id: id })
      .firstOrFail()
    assert.include(refused.description, 'Recusado')
    const done = await act(client, 'ana.', 'approve', { version_id: id })
    done.assertStatus(200)
    const item = await read<ItemJson>(client, ITEM)
    assert.equal(item.in_force.id, id)
    assert.equal(item.in_force.content.value, 20)
    assert.lengthOf(item.versions, 2)
  })

  test('in force on a date, as was known at an instant', async ({ assert, client }) => {
    const at = (query: string) =>
      read<{ version: VersionJson | null }>(client, `${ITEM}/in-force?${query}`)
    const now = await at('date=2026-11-22')
    const before = await at('date=2026-11-22&known_at=2026-11-21')
    const eve = await at('date=2026-11-21')
    assert.deepEqual(
      [now, before, eve].map(({ version }) => version?.content.value),
      [20, 10, 10]
    )
    const wrong = await client
      .get(`${ITEM}/in-force?date=2026-02-30`)
      .loginAs(await userNamed('ana.'))
    wrong.assertStatus(422)
    const wanted = ['parameter', 'sample.limit', '--date=2026-11-22', '--known-at=2026-11-21']
    const shown = await command('configuration:resolve', [...wanted, '--json'])
    const { version } = JSON.parse(shown.text) as { version: VersionJson }
    assert.equal(version.content.value, 10)
    const page = await client
      .get('/configuration/parameter/sample.limit?on=2026-11-22&known_at=2026-11-21')
      .loginAs(await userNamed('ana.'))
    page.assertTextIncludes('valia')
    page.assertTextIncludes('padrão do produto nº 1')
  })

  test('list, comparison and verification', async ({ assert, client }) => {
    const list = await read<{ data: { kind: string; key: string }[]; total: number }>(
      client,
      '/api/configuration?q=limite'
    )
    assert.deepEqual(
      list.data.map(({ kind, key }) => `${kind}/${key}`),
      ['parameter/sample.limit']
    )
    const { versions } = await read<ItemJson>(client, ITEM)
    const [after, before] = versions.map(({ id }) => id)
    const compared = await read<{ differences: { text: string }[] }>(
      client,
      `/api/configuration/compare?before=${before}&after=${after}`
    )
    assert.deepEqual(
      compared.differences.map(({ text }) => text),
      ['Valor: de 10 para 20']
    )
    const { intact } = await read<{ intact: boolean }>(client, '/api/configuration/verify')
    assert.isTrue(intact)
  })

  test('commands submit, reject and withdraw, with the permissions of the person', async ({
    assert,
    client,
  }) => {
    const first = await draft(client, 30)
    const dates = ['--from=2026-11-25', '--reason=Reajuste']
    const sent = await command('configuration:submit', [first, BRUNO, ...dates])
    assert.equal(sent.exitCode, 0)
    const self = await command('configuration:reject', [first, BRUNO, '--reason=Não'])
    assert.equal(self.exitCode, 1)
    const rejected = await command('configuration:reject', [first, ANA, '--reason=Valor alto'])
    assert.equal(rejected.exitCode, 0)
    const second = await draft(client, 31)
    const withdrawn = await command('configuration:withdraw', [second, BRUNO, '--reason=Engano'])
    assert.equal(withdrawn.exitCode, 0)
    const third = await draft(client, 32)
    await command('configuration:submit', [third, BRUNO, ...dates])
    await command('configuration:approve', [third, ANA])
    const back = await command('configuration:withdraw', [
      third,
      ANA,
      '--reason=Data',
      '--approved',
    ])
    assert.equal(back.exitCode, 0)
    const { versions } = await read<ItemJson>(client, ITEM)
    const status = (id: string) => versions.find((one) => one.id === id)!
    assert.deepEqual(
      [first, second, third].map((id) => status(id).status),
      ['rejected', 'withdrawn', 'approved']
    )
    assert.include(status(third).state, 'retirada')
  })

  test('an emergency and its ratification', async ({ assert, client }) => {
    const person = await userNamed('ana.')
    const saved = await act(client, 'ana.', 'save_draft', {
      ...{ kind: 'parameter', key: 'sample.limit' },
      content: JSON.stringify({ value: 40 }),
    })
    saved.assertStatus(200)
    const { versions } = await read<ItemJson>(client, ITEM)
    const id = versions.find(({ status }) => status === 'draft')!.id
    clock.freeze('2026-11-23T15:00:00Z')
    const put = await act(client, 'ana.', 'emergency', { version_id: id, reason: 'Enchente' })
    put.assertStatus(200)
    const own = await act(client, 'ana.', 'ratify', { version_id: id })
    assert.notEqual(own.status(), 200)
    const ratified = await act(client, 'diego.', 'ratify', { version_id: id })
    ratified.assertStatus(200)
    const whole = await read<VersionJson & { act: { act: string } }>(
      client,
      `/api/configuration/versions/${id}`
    )
    assert.equal(whole.act.act, 'ratified')
    assert.equal(whole.content.value, 40)
    assert.isString(person.email)
  })
})
