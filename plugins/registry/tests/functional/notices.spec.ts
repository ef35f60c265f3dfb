import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { setVersion } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { premiseAt } from './support.ts'

const TITLE = 'Termo de compromisso de ligação'
const KEY = `registry.notice:${TITLE}`

const template = `<h1 style="text-align:center;color:#c00000;font-family:Open Sans">Termo de compromisso</h1>
<table style="border-collapse:collapse"><tbody><tr><td style="border:0.2mm solid #000;background-color:#eef5fa">Matrícula</td><td>{{registration premise.registration}}</td></tr></tbody></table>
<div class="page-break"></div>
<p>{{#if customer}}{{customer.name}}{{/if}}</p>`

async function ask(
  client: ApiClient,
  { as, path, form }: { as: string; path: string; form: Record<string, string> }
) {
  return client
    .post(path)
    .loginAs(await userNamed(as))
    .withCsrfToken()
    .redirects(0)
    .form(form)
}

const lastVersion = async () => {
  const [row] = await query<{ id: bigint; status: string }>(
    db,
    `select v.id, v.status from configuration_versions v join configuration_items i on i.id = v.item_id
      where i.key = ? order by v.id desc limit 1`,
    [KEY]
  )
  return row
}

const pagesOf = (pdf: unknown) =>
  Buffer.from(pdf as Uint8Array)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length ?? 0

test.group('Registry | terms and notices written by the utility', (group) => {
  let premise: bigint
  let issuedPath: string
  freshDatabase(group)
  group.setup(async () => {
    const found = await premiseAt('Rua das Acácias', '100')
    premise = found.id
  })

  test('a person with permission creates a model and writes it', async ({ client, assert }) => {
    const created = await ask(client, {
      as: 'bruno.faturamento',
      path: '/documents/models',
      form: { type: 'registry.notice', title: TITLE },
    })
    created.assertStatus(302)
    const draft = await lastVersion()
    assert.equal(created.header('location'), `/configuration/versions/${draft!.id}/edit`)
    const saved = await ask(client, {
      as: 'bruno.faturamento',
      path: `/configuration/versions/${draft!.id}`,
      form: { content: JSON.stringify({ template, style: '' }) },
    })
    saved.assertStatus(302)
    const twice = await ask(client, {
      as: 'bruno.faturamento',
      path: '/documents/models',
      form: { type: 'registry.notice', title: TITLE.toUpperCase() },
    })
    assert.equal(twice.flashMessage('problem').code, 'E_DOCUMENTS_MODEL_EXISTS')
  })

  test('before its approval it cannot be issued', async ({ client, assert }) => {
    const refused = await ask(client, {
      as: 'carla.atendimento',
      path: `/registry/premises/${premise}/notices`,
      form: { model: TITLE },
    })
    const { code, people } = refused.flashMessage('problem')
    assert.equal(code, 'E_REGISTRY_NOTICE_MODEL')
    assert.include(people, 'nenhum por enquanto')
  })

  test('approved by another person it is issued from the premise', async ({ client, assert }) => {
    const { id } = (await lastVersion())!
    const today = clock.today('America/Cuiaba')
    const submit = await ask(client, {
      as: 'bruno.faturamento',
      path: `/configuration/versions/${id}/submit`,
      form: { from: today, reason: 'Novo termo' },
    })
    submit.assertStatus(302)
    const approve = await ask(client, {
      as: 'ana.admin',
      path: `/configuration/versions/${id}/approve`,
      form: { reason: 'Conferido' },
    })
    approve.assertStatus(302)
    assert.equal((await lastVersion())!.status, 'approved')
    const page = await client
      .get(`/registry/premises/${premise}`)
      .loginAs(await userNamed('carla.atendimento'))
    assert.include(page.text(), `<option>${TITLE}</option>`)
    const issued = await ask(client, {
      as: 'carla.atendimento',
      path: `/registry/premises/${premise}/notices`,
      form: { model: TITLE },
    })
    issued.assertStatus(302)
    issuedPath = issued.header('location')!
    const after = await client
      .get(`/registry/premises/${premise}`)
      .loginAs(await userNamed('carla.atendimento'))
    assert.include(after.text(), issuedPath)
  })

  test('it prints as two pages, and again the same after the data changed', async ({
    client,
    assert,
  }) => {
    const print = async () => {
      const answer = await ask(client, {
        as: 'carla.atendimento',
        path: `${issuedPath}/print`,
        form: {},
      })
      answer.assertStatus(200)
      return Buffer.from(answer.body() as Uint8Array)
    }
    const first = await print()
    assert.equal(pagesOf(first), 2)
    await query(db, `update registry_customers set name = 'Outro Nome'`)
    const again = await print()
    assert.isTrue(first.equals(again))
    const shown = await client.get(issuedPath).loginAs(await userNamed('gilda.auditoria'))
    assert.include(shown.text(), 'Impressões')
    assert.notInclude(shown.text(), 'Outro Nome')
    assert.include(shown.text(), 'text-align:center;color:#c00000')
  }).timeout(60_000)

  test('what was issued is never changed', async ({ assert }) => {
    await assert.rejects(
      () => query(db, `update documents_issued set title = 'x'`),
      /permission denied/
    )
  })

  test('a selection of the list gets one each, and one PDF', async ({ client, assert }) => {
    const rows = await query<{ id: bigint }>(
      db,
      'select id from registry_premises order by id limit 3'
    )
    for (const { id } of rows) {
      const done = await client
        .post('/api/actions/registry.issue_notice')
        .loginAs(await userNamed('ana.admin'))
        .withCsrfToken()
        .json({ id: String(id), model: 'termo de compromisso de ligacao' })
      done.assertStatus(200)
    }
    const many = await ask(client, {
      as: 'ana.admin',
      path: '/documents/issued/print',
      form: { template: KEY },
    })
    many.assertStatus(200)
    assert.equal(pagesOf(many.body()), 2 * 4)
    const list = await client.get('/documents/issued').loginAs(await userNamed('gilda.auditoria'))
    list.assertStatus(200)
    assert.include(list.text(), TITLE)
  }).timeout(60_000)
})

test.group('Registry | communication of the charge of sewage', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  const MODEL = 'Comunicado de cobrança de esgoto'
  const text = (words: string) => ({
    template: `<h1>${MODEL}</h1><p>{{customer.name}}, matrícula {{registration premise.registration}}, {{premise.address}}: ${words}</p>`,
    style: '',
  })

  test('after the text is changed, the unit’s communication says the new one with number, client and address, and stays in its documents', async ({
    client,
    assert,
  }) => {
    const { id } = await premiseAt('Rua das Acácias', '100')
    const [unit] = await query<{ registration: string; holder: string }>(
      db,
      'select registration_number as registration, holder_name as holder from registry_premises where id = ?',
      [id]
    )
    const issue = async () => {
      const answer = await ask(client, {
        as: 'carla.atendimento',
        path: `/registry/premises/${id}/notices`,
        form: { model: MODEL },
      })
      answer.assertStatus(302)
      const path = answer.header('location')!
      const page = await client.get(path).loginAs(await userNamed('carla.atendimento'))
      return { path, page: page.text() }
    }
    clock.freeze('2026-11-20T15:00:00Z')
    await setVersion('document-template', `registry.notice:${MODEL}`, text('começa em dezembro.'))
    const first = await issue()
    assert.include(first.page, 'começa em dezembro.')
    clock.freeze('2026-11-21T15:00:00Z')
    await setVersion(
      'document-template',
      `registry.notice:${MODEL}`,
      text('começa em janeiro, a 80 %.')
    )
    const second = await issue()
    for (const words of [
      ...['começa em janeiro, a 80 %.', unit!.holder, 'Rua das Acácias, 100'],
      `${unit!.registration.slice(0, -1)}-${unit!.registration.slice(-1)}`,
    ]) {
      assert.include(second.page, words)
    }
    const premise = await client
      .get(`/registry/premises/${id}`)
      .loginAs(await userNamed('carla.atendimento'))
    for (const { path } of [first, second]) premise.assertTextIncludes(path)
    const again = await client.get(first.path).loginAs(await userNamed('carla.atendimento'))
    assert.include(again.text(), 'começa em dezembro.')
  }).tags(['@TR-3.2.13.10.7'])
})
