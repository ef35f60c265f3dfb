import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { appendEntry, historyOf, sealTrail } from '#core/audit/index'
import { freshDatabase } from '#tests/support/database'
import { ana, carla } from '#tests/support/people'

const write = (description: string, id = 9n, municipalityId = 1n) =>
  db.transaction((tx) =>
    appendEntry(tx, {
      municipalityId,
      at: new Date('2026-11-22T12:00:00Z'),
      actor: { userId: 3n, name: id === 9n ? 'Maria <b>' : 'João' },
      action: 'configuration.approve',
      subject: { type: 'tests.thing', id },
      description,
      reason: 'revisão',
      payload: { input: { text: description } },
    })
  )

test.group('Audit | screens', (group) => {
  freshDatabase(group)
  const admin = () => ana()

  test('lists what was done, newest first, in pages, with its seal', async ({ assert, client }) => {
    for (let i = 1; i <= 60; i++) await write(`Feito ${i}`)
    const page = await client.get('/audit').loginAs(await admin())
    page.assertStatus(200)
    page.assertTextIncludes('Feito 60')
    page.assertTextIncludes('Aguardando selo')
    page.assertTextIncludes('Maria &lt;b&gt;')
    assert.notInclude(page.text(), 'Feito 10<')
    while (!(await sealTrail())) await new Promise((done) => setTimeout(done, 50))
    const last = await client.get('/audit?page=2').loginAs(await admin())
    last.assertTextIncludes('Feito 10<')
    last.assertTextIncludes('Selado')
  })

  test('narrows by person, operation and record', async ({ assert, client }) => {
    await write('De outro', 10n)
    const byActor = await client.get('/audit?actor=Jo%C3%A3o').loginAs(await admin())
    byActor.assertTextIncludes('De outro')
    assert.notInclude(byActor.text(), 'Feito 60')
    const byRecord = await client.get('/audit?subject=tests.thing&id=10').loginAs(await admin())
    byRecord.assertTextIncludes('1–1 de 1')
    const none = await client.get('/audit?action=nothing').loginAs(await admin())
    none.assertTextIncludes('Nada encontrado com estes filtros')
  })

  test('shows an entry with its data and hash', async ({ assert, client }) => {
    const id = await write('Detalhe', 11n)
    const row = await db.from('audit_entries').where('id', String(id)).firstOrFail()
    const page = await client.get(`/audit/${id}`).loginAs(await admin())
    page.assertTextIncludes(row.hash)
    page.assertTextIncludes('&quot;text&quot;: &quot;Detalhe&quot;')
    const [latest] = await historyOf(1n, { type: 'tests.thing', id: 11n })
    assert.containsSubset(latest, { description: 'Detalhe', reason: 'revisão' })
  })

  test('keeps the entries of another municipality and of nobody to themselves', async ({
    assert,
    client,
  }) => {
    const id = await write('Segredo de outro', 12n, 77n)
    const page = await client.get(`/audit/${id}`).loginAs(await admin())
    page.assertStatus(404)
    const list = await client.get('/audit').loginAs(await admin())
    assert.notInclude(list.text(), 'Segredo de outro')
    const attendant = await carla()
    const denied = await client.get('/audit').loginAs(attendant)
    denied.assertStatus(403)
  })
})
