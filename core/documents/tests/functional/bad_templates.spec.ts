import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import User from '#core/access/models/user'
import { problemOf } from '#core/access/tests/support/people'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'

const user = (name: string) => User.findByOrFail('email', `${name}@demo.aqueduto`)
const TITLE = 'Aviso que não dá certo'
const each = (depth: number) =>
  '{{#each @root.connections}}'.repeat(depth) + 'x' + '{{/each}}'.repeat(depth)

/** What a page says, without its marks. */
const plain = (html: string) => html.replaceAll('&quot;', '"').replace(/<[^>]+>/g, ' ')

async function send(client: ApiClient, path: string, form: Record<string, string>) {
  return client
    .post(path)
    .loginAs(await user('bruno.faturamento'))
    .withCsrfToken()
    .redirects(0)
    .form(form)
}

interface Kept {
  readonly id: bigint
  readonly status: string
  readonly content: string
}

async function kept(): Promise<Kept> {
  const [row] = await query<Kept>(
    db,
    `select v.id, v.status, v.content from configuration_versions v
       join configuration_items i on i.id = v.item_id where i.key = ? order by v.id desc limit 1`,
    [`registry.notice:${TITLE}`]
  )
  return row!
}

test.group('Documents | bad templates', (group) => {
  freshDatabase(group)

  test('a model begins as a draft', async ({ client, assert }) => {
    const created = await send(client, '/documents/models', {
      type: 'registry.notice',
      title: TITLE,
    })
    created.assertStatus(302)
    const { status } = await kept()
    assert.equal(status, 'draft')
  })

  test('one that {0} is refused, and the draft stays as it was')
    .with([
      ['repeats without end', each(40), 'O modelo repete demais'],
      ['repeats in a text without end', `texts:${each(40)}`, 'O modelo repete demais'],
      ['names a command that does not exist', '{{gritar customer.name}}', 'o comando "gritar"'],
      ['names a field that does not exist', '<p>{{premise.cor}}</p>', 'cor'],
      ['nests too deep', '{{#if customer}}'.repeat(90) + '{{/if}}'.repeat(90), 'comandos demais'],
      ['does not close a block', '{{#if customer}}', 'erro de escrita'],
    ])
    .run(async ({ client, assert }, [, written = '', words = '']: string[]) => {
      const before = await kept()
      const text = written.startsWith('texts:') ? written.slice('texts:'.length) : null
      const content = text
        ? { template: '<p>x</p>', style: '', texts: { whatsapp: text } }
        : { template: written, style: '' }
      const began = performance.now()
      const refused = await send(client, `/configuration/versions/${before.id}`, {
        content: JSON.stringify(content),
      })
      refused.assertStatus(422)
      assert.isBelow(performance.now() - began, 15_000)
      assert.include(plain(refused.text()), words)
      assert.deepEqual(await kept(), before)
    })
    .timeout(60_000)

  test('one that is too long is not even saved, and what was written before stays', async ({
    client,
    assert,
  }) => {
    const before = await kept()
    const refused = await send(client, `/configuration/versions/${before.id}`, {
      content: JSON.stringify({ template: 'x'.repeat(2_000_000), style: '' }),
    })
    assert.equal(problemOf(refused)?.code, 'E_WEB_TOO_LARGE')
    assert.deepEqual(await kept(), before)
  }).timeout(60_000)

  test('nothing of it can be sent for approval or issued', async ({ client, assert }) => {
    const { status } = await kept()
    assert.equal(status, 'draft')
    assert.isEmpty(await query(db, 'select id from documents_issued'))
    const models = await client.get('/documents/models').loginAs(await user('bruno.faturamento'))
    assert.include(models.text(), TITLE)
  })
})
