import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { open, send } from '#core/access/tests/support/people'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { type PremiseRow, premiseAt } from './support.ts'

const TASK = 'Conferir o contrato do cliente'

/** A panel of the page by its name, without its tags. */
function panelOf(page: string, name: string): string {
  const [, html = ''] =
    new RegExp(`<section[^>]*aria-label="${name}">(.*?)</section>`, 's').exec(page) ?? []
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

const numberOf = ({ registration_number: number }: PremiseRow) =>
  `${number.slice(0, -1)}-${number.slice(-1)}`

async function newCustomer(client: ApiClient): Promise<string> {
  const created = await client
    .post('/api/registry/customers')
    .loginAs(await userNamed('bruno.'))
    .withCsrfToken()
    .accept('json')
    .json({
      kind: 'person',
      name: 'Ivone Prates Quintela',
      taxpayer_id: '52998224725',
      phone: '65999990001',
    })
  created.assertStatus(201)
  return String(created.body().id)
}

const hold = (customer: string, { id, municipality_id: place }: PremiseRow, until: string | null) =>
  query(
    db,
    `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on, until_on)
     values (?, ?, ?, 'owner', '2019-03-01', ?)`,
    [place, id, customer, until]
  )

test.group('Registry | page of a customer', (group) => {
  freshDatabase(group)
  let customer: string
  let now: PremiseRow
  let before: PremiseRow
  let far: PremiseRow

  group.setup(async () => {
    now = await premiseAt('Rua das Acácias', '100')
    before = await premiseAt('Rua das Acácias', '112')
    far = await premiseAt('Rua das Acácias', '130')
  })

  test('answers at once what is held now and before, how to reach them, what lacks and what happened', async ({
    client,
    assert,
  }) => {
    customer = await newCustomer(client)
    await hold(customer, now, null)
    await hold(customer, before, '2021-05-31')
    await hold(customer, far, null)
    const path = `/registry/customers/${customer}`
    await send(client, 'bruno.', `${path}/notes`, { text: 'Só atende depois das 18 h.' })
    const page = await open(client, 'bruno.', path)
    page.assertStatus(200)
    const held = panelOf(page.text(), 'Imóveis')
    assert.match(held, new RegExp(`${numberOf(now)} Proprietário .*desde 01/03/2019`))
    assert.include(held, `${numberOf(before)} Proprietário até 31/05/2021`)
    assert.isBelow(held.indexOf(numberOf(far)), held.indexOf(numberOf(before)))
    assert.include(page.text(), '2 imóveis hoje')
    assert.include(panelOf(page.text(), 'Contatos'), '(65) 99999-0001')
    assert.include(panelOf(page.text(), 'Documentos'), 'Documento de identidade Falta')
    assert.include(panelOf(page.text(), 'Anotações'), 'Só atende depois das 18 h.')
    assert.include(panelOf(page.text(), 'O que aconteceu'), 'Ivone Prates Quintela')
    assert.include(panelOf(page.text(), 'Débitos em aberto'), 'nada em aberto')
  })

  test('a task about the customer stands on the page, and goes with them when cadastres are merged', async ({
    client,
    assert,
  }) => {
    const ana = await userNamed('ana.')
    const [type] = await query<{ code: string }>(db, 'select code from tasks_types limit 1')
    const created = await client
      .post('/api/tasks/tasks')
      .loginAs(ana)
      .withCsrfToken()
      .accept('json')
      .json({
        ...{ title: TASK, task_type: type!.code, due_on: '2026-01-10' },
        ...{ assignee_id: String(ana.id), customer_id: customer },
      })
    created.assertStatus(201)
    const page = await open(client, 'ana.', `/registry/customers/${customer}`)
    assert.match(panelOf(page.text(), 'Tarefas'), new RegExp(`${TASK} Atrasada há \\d+ d`))
    const other = await query<{ id: bigint }>(
      db,
      'select id from registry_customers where id <> ? order by id limit 1',
      [customer]
    )
    const compared = await open(
      client,
      'bruno.',
      `/registry/customers/merge?kept=${other[0]!.id}&merged=${customer}`
    )
    assert.match(compared.text(), /1<\/span> · Tarefas/)
  })

  test('who may not see personal data sees the page masked; who works in one locality, only its premises', async ({
    client,
    assert,
  }) => {
    const path = `/registry/customers/${customer}`
    const masked = await open(client, 'gilda.', path)
    masked.assertStatus(200)
    assert.notInclude(masked.text(), '99999-0001')
    assert.notInclude(masked.text(), '529.982.247-25')
    const [place] = await query<{ id: bigint }>(
      db,
      `insert into registry_localities (municipality_id, code, name) values (?, 'D9', 'Distrito Novo') returning id`,
      [far.municipality_id]
    )
    await query(db, 'update registry_premises set locality_id = ? where id = ?', [
      place!.id,
      far.id,
    ])
    const bruno = await userNamed('bruno.')
    await query(
      db,
      'insert into access_territories (user_id, municipality_id, locality_ids) values (?, ?, ?::bigint[])',
      [BigInt(bruno.id), far.municipality_id, [place!.id]]
    )
    const limited = await open(client, 'bruno.', path)
    limited.assertStatus(200)
    const held = panelOf(limited.text(), 'Imóveis')
    assert.include(held, numberOf(far))
    assert.notInclude(held, numberOf(now))
    assert.notInclude(held, numberOf(before))
    await query(db, 'delete from access_territories where user_id = ?', [BigInt(bruno.id)])
  })
})
