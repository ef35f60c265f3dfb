import { test } from '@japa/runner'
import sharp from 'sharp'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query, sha256 } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { imageBomb, pdf, photograph } from '#tests/support/pictures'
import { userNamed } from '#tests/support/people'

const CUSTOMERS = '/registry/customers'
const admin = () => userNamed('ana.admin')
const attendant = () => userNamed('carla.atendimento')
const customers = () =>
  query<{ id: bigint; name: string }>(db, 'select id, name from registry_customers order by id')

interface Item {
  readonly id: number
  readonly kind: string
  readonly path: string
  readonly version: number
  readonly fileName: string
}

test.group('Attachments | documents of a customer', (group) => {
  freshDatabase(group)
  let address = ''
  group.each.teardown(() => clock.restore())
  group.setup(async () => {
    const [customer] = await customers()
    address = `${CUSTOMERS}/${customer!.id}`
  })

  test('three images stand with type, date and user, and open; a forbidden type is refused', async ({
    assert,
    client,
  }) => {
    const papers = [
      ['identity_card', 'Documento de identidade'],
      ['cpf_card', 'Cartão do CPF ou CNPJ'],
      ['residence_proof', 'Comprovante de residência'],
    ] as const
    clock.freeze('2026-11-20T10:30:00-04:00')
    for (const [kind] of papers) {
      const sent = await client
        .post(`${address}/attachments`)
        .field('kind', kind)
        .file('file', await photograph(), { filename: `${kind}.jpg` })
        .withCsrfToken()
        .redirects(0)
        .loginAs(await admin())
      sent.assertStatus(302)
      sent.assertHeader('location', `${address}?tab=attachments`)
    }
    clock.restore()
    const page = await client.get(`${address}?tab=attachments`).loginAs(await admin())
    page.assertStatus(200)
    const items = page.text().split('<li class="attachment">').slice(1)
    assert.lengthOf(items, 3)
    for (const [, label] of papers) {
      const item = items.find((text) => text.includes(label))!
      assert.match(item, /20\/11\/2026 10:30 · Ana Ribeiro/)
      const [, path] = /href="([^"]+)" target="_blank"/.exec(item)!
      const image = await client.get(path!).loginAs(await admin())
      image.assertStatus(200)
      image.assertHeader('content-type', 'image/jpeg')
      assert.match(image.header('content-disposition')!, /^inline; filename=/)
      image.assertHeader('x-content-type-options', 'nosniff')
      const facts = await sharp(image.body() as Buffer).metadata()
      assert.deepEqual([facts.width, facts.height], [300, 400], 'turned as the camera was held')
      assert.isUndefined(facts.exif, 'place and device are gone')
    }
    const program = await client
      .post(`${address}/attachments`)
      .field('kind', 'identity_card')
      .file('file', Buffer.from('MZ\x90\x00\x03\x00program'), { filename: 'identidade.jpg' })
      .withCsrfToken()
      .accept('json')
      .loginAs(await admin())
    program.assertStatus(422)
    program.assertBodyContains({ code: 'E_FILES_FORMAT' })
    const after = await client.get(`/api${address}/attachments`).loginAs(await admin())
    assert.lengthOf(after.body().data, 3)
  }).tags(['@TR-3.2.2.1b'])

  test('shows small pictures, and who did it in the history', async ({ assert, client }) => {
    const list = await client.get(`/api${address}/attachments`).loginAs(await admin())
    const [item] = list.body().data as Item[]
    const thumbnail = await client.get(`${item!.path}?thumbnail=1`).loginAs(await admin())
    thumbnail.assertStatus(200)
    const facts = await sharp(thumbnail.body() as Buffer).metadata()
    assert.isAtMost(Math.max(facts.width, facts.height), 320)
    const history = await client.get(`${address}/tabs/history`).loginAs(await admin())
    history.assertTextIncludes('Anexou Comprovante de residência (residence_proof.jpg)')
  })

  test('refuses pages, drawings, bombs, broken and empty files, whatever their names', async ({
    assert,
    client,
  }) => {
    const photo = await photograph()
    const cases: [string, Buffer, string][] = [
      ['pagina.jpg', Buffer.from('<!doctype html><script>alert(1)</script>'), 'E_FILES_FORMAT'],
      [
        'desenho.png',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
        'E_FILES_FORMAT',
      ],
      ['bomba.png', await imageBomb(), 'E_FILES_IMAGE'],
      ['quebrada.jpg', photo.subarray(0, 200), 'E_FILES_IMAGE'],
      ['vazio.pdf', Buffer.alloc(0), 'E_FILES_MISSING'],
      ['grande.pdf', Buffer.concat([pdf(), Buffer.alloc(16 * 1024 * 1024)]), 'E_FILES_TOO_LARGE'],
    ]
    for (const [filename, content, code] of cases) {
      const sent = await client
        .post(`/api${address}/attachments`)
        .field('kind', 'other')
        .file('file', content, { filename })
        .withCsrfToken()
        .loginAs(await admin())
      assert.deepEqual([filename, sent.status(), sent.body().code], [filename, 422, code])
    }
  })

  test('keeps a document byte for byte, and names it by what it is', async ({ assert, client }) => {
    const sent = await client
      .post(`/api${address}/attachments`)
      .field('kind', 'lease')
      .field('description', 'Contrato até 03/2027')
      .file('file', pdf('contrato'), { filename: '../contrato.html' })
      .withCsrfToken()
      .loginAs(await admin())
    sent.assertStatus(200)
    const { id } = sent.body()
    const file = await client.get(`/api${address}/attachments/${id}`).loginAs(await admin())
    assert.equal(sha256(file.body() as Buffer), sha256(pdf('contrato')))
    assert.include(file.header('content-disposition'), 'filename="contrato.pdf"')
    const [row] = await query<{ payload: string }>(
      db,
      "select payload from audit_entries where action = 'registry.customers.attach' order by id desc limit 1"
    )
    const { trail } = JSON.parse(row!.payload)
    assert.equal(trail.sha256, sha256(pdf('contrato')))
  })

  test('a replaced file stays as a version, a removed one with its reason', async ({
    assert,
    client,
  }) => {
    const list = await client.get(`/api${address}/attachments`).loginAs(await admin())
    const lease = (list.body().data as Item[]).find(({ fileName }) => fileName === 'contrato.pdf')!
    const own = `${address}/attachments/${lease.id}`
    const replaced = await client
      .post(`${own}/versions`)
      .file('file', pdf('renovado'), { filename: 'contrato.pdf' })
      .withCsrfToken()
      .accept('json')
      .loginAs(await admin())
    assert.equal(replaced.body().version, 2)
    const bytes = async (path: string) => {
      const file = await client.get(path).loginAs(await admin())
      return sha256(file.body() as Buffer)
    }
    assert.equal(await bytes(own), sha256(pdf('renovado')))
    assert.equal(await bytes(`${own}?version=1`), sha256(pdf('contrato')))

    const remove = async (reason: string) =>
      client
        .post(`${own}/removal`)
        .form({ reason })
        .withCsrfToken()
        .accept('json')
        .loginAs(await admin())
    const silent = await remove(' ')
    silent.assertStatus(422)
    silent.assertBodyContains({ code: 'E_ACTIONS_REASON' })
    const removed = await remove('Documento de outra pessoa')
    removed.assertStatus(200)
    const page = await client.get(`${address}/tabs/attachments`).loginAs(await admin())
    page.assertTextIncludes('Removidos (1)')
    page.assertTextIncludes('por Ana Ribeiro: Documento de outra pessoa')
    const again = await remove('de novo')
    again.assertStatus(409)
    assert.equal(await bytes(own), sha256(pdf('renovado')), 'it can still be seen')
  })

  test('who may not see personal data sees that the papers exist, and opens none', async ({
    assert,
    client,
  }) => {
    const list = await client.get(`/api${address}/attachments`).loginAs(await admin())
    const [item] = list.body().data as Item[]
    const page = await client.get(`${address}/tabs/attachments`).loginAs(await attendant())
    page.assertStatus(200)
    page.assertTextIncludes('Documento de identidade')
    assert.notInclude(page.text(), 'data-panel-form')
    assert.notInclude(page.text(), 'target="_blank"')
    for (const path of [item!.path, `${item!.path}?thumbnail=1`]) {
      const file = await client.get(path).loginAs(await attendant())
      file.assertStatus(403)
    }
    const sent = await client
      .post(`${address}/attachments`)
      .field('kind', 'other')
      .file('file', pdf(), { filename: 'a.pdf' })
      .withCsrfToken()
      .accept('json')
      .loginAs(await attendant())
    sent.assertStatus(403)
  })

  test('a file is reached only through its own record', async ({ client }) => {
    const list = await client.get(`/api${address}/attachments`).loginAs(await admin())
    const [item] = list.body().data as Item[]
    const [, other] = await customers()
    const path = `${CUSTOMERS}/${other!.id}/attachments/${item!.id}`
    const wrong = await client.get(path).loginAs(await admin())
    wrong.assertStatus(404)
  })
})

test.group('Notes | on a customer', (group) => {
  freshDatabase(group)
  let address = ''
  group.setup(async () => {
    const [customer] = await customers()
    address = `${CUSTOMERS}/${customer!.id}`
  })
  group.each.teardown(() => clock.restore())

  test('are written, corrected while fresh, pinned and removed, each step kept', async ({
    assert,
    client,
  }) => {
    const send = async (path: string, form: Record<string, string>, name = 'ana.admin') =>
      client
        .post(`${address}/notes${path}`)
        .form(form)
        .withCsrfToken()
        .accept('json')
        .loginAs(await userNamed(name))
    const written = await send('', { text: 'Prefere contato <b>à tarde</b>' })
    written.assertStatus(200)
    const { id } = written.body()
    await send('', { text: 'Segunda' })
    await send(`/${id}/pin`, {})
    const edited = await send(`/${id}`, { text: 'Prefere contato pela manhã' })
    edited.assertStatus(200)
    const foreign = await send(`/${id}`, { text: 'outro' }, 'bruno.faturamento')
    foreign.assertStatus(403)
    foreign.assertBodyContains({ code: 'E_RECORDS_NOTE_AUTHOR' })
    clock.freeze(new Date(Date.now() + 61 * 60_000))
    const late = await send(`/${id}`, { text: 'tarde demais' })
    late.assertStatus(409)
    late.assertBodyContains({ code: 'E_RECORDS_NOTE_WINDOW' })

    const page = await client.get(`${address}?tab=notes`).loginAs(await admin())
    const text = page.text()
    assert.isBelow(text.indexOf('pela manhã'), text.indexOf('Segunda'), 'pinned stands first')
    assert.include(text, 'Prefere contato &lt;b&gt;à tarde&lt;/b&gt;')
    assert.include(text, 'Fixada')
    const removed = await send(`/${id}/removal`, { reason: 'Resolvido' })
    removed.assertStatus(200)
    const after = await client.get(`/api${address}/notes`).loginAs(await admin())
    assert.lengthOf(after.body().data, 1)
    assert.containsSubset(after.body().removed, [{ removal_reason: 'Resolvido' }])
    const history = await client.get(`${address}/tabs/history`).loginAs(await admin())
    for (const words of ['Escreveu uma anotação', 'Corrigiu', 'Fixou', 'Removeu uma anotação'])
      history.assertTextIncludes(words)
    const read = await client.get(`${address}/tabs/notes`).loginAs(await attendant())
    read.assertTextIncludes('Segunda')
    assert.notInclude(read.text(), 'data-panel-form')
  })
})
