import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { civilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { putInForce } from '#database/demo/put_in_force'
import { freshDatabase } from '#tests/support/database'
import { pdf } from '#tests/support/pictures'
import { userNamed } from '#tests/support/people'
import { premiseAt } from './support.ts'

const clerk = () => userNamed('bruno.faturamento')
const chief = () => userNamed('ana.admin')
const NOW = '2027-04-10T15:00:00Z'

const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

async function customer(name: string): Promise<string> {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from registry_customers where name = ?',
    [name]
  )
  return String(row!.id)
}

const holdingsOf = (id: bigint) =>
  query(
    db,
    `select c.name, h.from_on, h.until_on, h.document_id is not null as has_document from registry_holdings h
       join registry_customers c on c.id = h.customer_id
      where h.premise_id = ? and h.role = 'holder' order by h.from_on`,
    [id]
  )

/** The whole way of a clerk: form with the paper, effects, confirmation, request. */
async function ask(client: ApiClient, id: bigint, form: Record<string, string>) {
  const path = `/registry/premises/${id}/change/holder`
  let first = client
    .post(path)
    .loginAs(await clerk())
    .withCsrfToken()
    .file('document', pdf(), { filename: 'escritura.pdf' })
  for (const [name, value] of Object.entries(form)) first = first.field(name, value)
  const preview = await first
  preview.assertStatus(200)
  const [, document = ''] = /name="document_id" value="(\d+)"/.exec(preview.text()) ?? []
  const over = await client
    .post(path)
    .loginAs(await clerk())
    .withCsrfToken()
    .form({ ...form, document_id: document, confirmed: 'true' })
  over.assertStatus(409)
  over.assertTextIncludes('precisa da aprovação de outra pessoa')
  const fields = [...over.text().matchAll(/type="hidden" name="([a-z_]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value] as const
  )
  const typed = Object.fromEntries(fields.filter(([name]) => !/^_/.test(name)))
  const queued = await client
    .post('/actions/registry.premises.change_holder')
    .loginAs(await clerk())
    .withCsrfToken()
    .form({ ...typed, _authority: 'queue' })
    .redirects(0)
  queued.assertStatus(302)
  const [request] = await query<{ id: bigint }>(
    db,
    `select id from actions_approvals where action = 'registry.premises.change_holder' and status = 'waiting' order by id desc limit 1`
  )
  return { request: request!.id, document }
}

async function decide(client: ApiClient, id: bigint, form: Record<string, string>, what: string) {
  const response = await client
    .post(`/approvals/${id}/${what}`)
    .loginAs(await chief())
    .withCsrfToken()
    .form(form)
    .redirects(0)
  response.assertStatus(302)
}

test.group('Registry | requests for another holder', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    const { id } = await db.from('access_municipalities').firstOrFail()
    const inForce = {
      ...{ municipalityId: id as bigint, from: civilDate('2027-01-01') },
      reason: 'Toda troca de titular é conferida',
    }
    await db.transaction(async (tx) => {
      const value = {
        others: '0',
        profiles: [{ profile: 'administrator', upTo: null }],
      }
      await putInForce(tx, { ...inForce, key: 'registry.holder_change_authority', value })
      const document = { document: 'required' }
      await putInForce(tx, { ...inForce, key: 'registry.holder_change', value: document })
    })
  })
  group.each.setup(() => clock.freeze(NOW))
  group.each.teardown(() => clock.restore())

  test('waits with its document; approved, the new holder answers from the day and the former stays in the history; refused, nothing changes', async ({
    client,
    assert,
  }) => {
    const { id } = await premiseAt('Rua dos Ipês', '220')
    const before = await holdingsOf(id)
    const former = before.at(-1) as { name: string; from_on: string }
    const form = {
      ...{ customer_id: await customer('Vera Lúcia Campos'), from_on: '2027-04-05' },
      reason: 'Comprou o imóvel',
    }
    const bare = await client
      .post(`/registry/premises/${id}/change/holder`)
      .loginAs(await chief())
      .withCsrfToken()
      .form({ ...form, confirmed: 'true' })
    bare.assertStatus(422)
    bare.assertTextIncludes('pede um documento')

    const refused = await ask(client, id, form)
    assert.deepEqual(await holdingsOf(id), before)
    const queue = await client.get('/approvals').loginAs(await chief())
    const waiting = plain(queue.text())
    for (const text of ['Trocar titular', 'Vera Lúcia Campos', former.name, '05/04/2027']) {
      assert.include(waiting, text)
    }
    assert.include(waiting, 'escritura.pdf')
    const paper = await client
      .get(`/registry/premises/${id}/responsibles/documents/${refused.document}`)
      .loginAs(await chief())
    paper.assertStatus(200)
    paper.assertHeader('content-type', 'application/pdf')
    await decide(client, refused.request, { reason: 'Escritura de outro imóvel' }, 'refuse')
    assert.deepEqual(await holdingsOf(id), before)

    const approved = await ask(client, id, form)
    assert.deepEqual(await holdingsOf(id), before)
    await decide(client, approved.request, {}, 'approve')
    assert.deepEqual(await holdingsOf(id), [
      ...before.slice(0, -1),
      { ...former, until_on: '2027-04-04' },
      {
        ...{ name: 'Vera Lúcia Campos', from_on: '2027-04-05', until_on: null },
        has_document: true,
      },
    ])
    const asked = async (on: string) => {
      const page = await client
        .get(`/registry/premises/${id}/responsibles?on=${on}`)
        .loginAs(await clerk())
      return plain(page.text())
    }
    assert.include(await asked('2027-04-04'), `Titular em 04/04/2027: ${former.name}`)
    assert.include(await asked('2027-04-05'), 'Titular em 05/04/2027: Vera Lúcia Campos')
    const page = await client.get(`/registry/premises/${id}?tab=history`).loginAs(await clerk())
    assert.include(
      plain(page.text()),
      `Titular trocado: de ${former.name} para Vera Lúcia Campos, desde 05/04/2027`
    )
    const answers = await client.get('/approvals').loginAs(await clerk())
    assert.include(plain(answers.text()), 'Escritura de outro imóvel')
  }).tags(['@CM-21a'])
})
