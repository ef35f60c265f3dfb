import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import User from '#core/access/models/user'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { bodyOf } from '#tests/support/requests'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno } from '#tests/support/people'
import type { RefMonth } from '#core/calendar/index'
import { type GroupMonth, billMonth, readMonth } from './read_month.ts'

/** Columns that say of which place a row is. */
const PLACES = ['premise_id', 'connection_id', 'invoice_id', 'customer_id']

interface Invoice {
  readonly id: bigint
  readonly premise_id: bigint
  readonly document_id: bigint
}

async function rowOf(sql: string, bindings: readonly bigint[]): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(db, sql, bindings)
  return row!.id
}

test.group('Billing | bills of other localities', (group) => {
  freshDatabase(group)
  let month: GroupMonth
  let here: Invoice
  let there: Invoice

  group.setup(async () => {
    month = await readMonth('01', '2026-11' as RefMonth)
    await billMonth(month)
    const { municipalityId } = month
    const district = await rowOf(
      `insert into registry_localities (municipality_id, code, name) values (?, 'D9', 'Distrito Novo') returning id`,
      [municipalityId]
    )
    ;[here, there] = (await query<Invoice>(
      db,
      'select id, premise_id, document_id from billing_invoices where total_cents > 0 order by id limit 2'
    )) as [Invoice, Invoice]
    await query(db, 'update registry_premises set locality_id = ? where id = ?', [
      district,
      here.premise_id,
    ])
    const { id } = await bruno()
    await query(
      db,
      'insert into access_territories (user_id, municipality_id, locality_ids) values (?, ?, ?::bigint[])',
      [BigInt(id), municipalityId, [district]]
    )
  })

  test('bills, debts and readings of elsewhere do not exist, by list, page or file', async ({
    client,
    assert,
  }) => {
    const person = await bruno()
    for (const path of ['billing/invoices', 'receivables/documents', 'receivables/items']) {
      const { data } = await bodyOf<{ data: { premise_id: string }[] }>(
        client.get(`/api/${path}`).loginAs(person)
      )
      assert.isNotEmpty(data, path)
      assert.isTrue(
        data.every(({ premise_id: id }) => BigInt(id) === here.premise_id),
        path
      )
    }
    const { data } = await bodyOf<{ data: unknown[] }>(
      client.get(`/api/billing/charges?invoice_id=${there.id}`).loginAs(person)
    )
    assert.lengthOf(data, 0)
    const reading = (premise: bigint) =>
      rowOf('select id from readings_readings where premise_id = ?', [premise])
    for (const [mine, theirs] of [
      [`/billing/invoices/${here.id}`, `/billing/invoices/${there.id}`],
      [`/billing/invoices/${here.id}/document`, `/billing/invoices/${there.id}/document`],
      [
        `/api/readings/readings/${await reading(here.premise_id)}`,
        `/api/readings/readings/${await reading(there.premise_id)}`,
      ],
      [
        `/registry/premises/${here.premise_id}/sketch`,
        `/registry/premises/${there.premise_id}/sketch`,
      ],
    ] as const) {
      const open = await client.get(mine).loginAs(person)
      assert.equal(open.status(), 200, mine)
      const closed = await client.get(theirs).loginAs(person)
      assert.equal(closed.status(), 404, theirs)
    }
    const file = await client.get(`/billing/invoices/${there.id}/pdf`).loginAs(person)
    file.assertStatus(404)
  })

  test('nothing is done to them either', async ({ client, assert }) => {
    const person = await bruno()
    const copies = () => rowOf('select count(*) as id from receivables_documents', [])
    const before = await copies()
    const answer = await client
      .post('/api/actions/receivables.issue_second_copy')
      .json({ id: String(there.document_id), due_on: '2026-12-10' })
      .withCsrfToken()
      .loginAs(person)
    answer.assertStatus(403)
    answer.assertBodyContains({ code: 'E_ACTIONS_OUTSIDE' })
    assert.equal(await copies(), before)
  })

  test('readings that wait elsewhere are not in the queue', async ({ client, assert }) => {
    const wait = (premise: bigint) =>
      rowOf(
        `update readings_readings set state = 'held', hold_reason = 'teste', confirmation = null where load_id = ? and premise_id = ? returning id`,
        [month.loadId, premise]
      )
    const [mine, theirs] = [await wait(here.premise_id), await wait(there.premise_id)]
    const queueOf = async (name: string) => {
      const person = await User.findByOrFail('email', `${name}@demo.aqueduto`)
      const page = await client.get(`/readings/review?load=${month.loadId}`).loginAs(person)
      return page.text()
    }
    const queue = await queueOf('bruno.faturamento')
    assert.include(queue, `/readings/review/${mine}"`)
    assert.notInclude(queue, `/readings/review/${theirs}"`)
    const all = await queueOf('ana.admin')
    assert.include(all, `/readings/review/${theirs}"`)
  })

  test('reports show the rows of here; those that add up the municipality are refused', async ({
    client,
    assert,
  }) => {
    const person = await bruno()
    const { reports } = await bodyOf<{ reports: { name: string }[] }>(
      client.get('/api/reports').loginAs(person)
    )
    const names = reports.map(({ name }) => name)
    assert.include(names, 'billing.pendencies')
    assert.notInclude(names, 'billing.summary_by_kind')
    for (const name of names) {
      const page = await client.get(`/reports/${name}`).loginAs(person)
      assert.equal(page.status(), 200, name)
    }
    const refused = await client.get('/api/reports/billing.summary_by_kind').loginAs(person)
    refused.assertStatus(403)
    refused.assertBodyContains({ code: 'E_REPORTS_TERRITORY' })
    const premisesOf = async (user: User) => {
      const { rows } = await bodyOf<{ rows: { premise_id: string }[] }>(
        client.get('/api/reports/billing.overdue_projection?position_on=2027-01-31').loginAs(user)
      )
      return rows.map(({ premise_id: id }) => BigInt(id))
    }
    assert.deepEqual([...new Set(await premisesOf(person))], [here.premise_id])
    const everybody = await premisesOf(await ana())
    assert.includeMembers(everybody, [here.premise_id, there.premise_id])
  })

  test('a task about a premise of elsewhere does not exist; one about no premise is of all', async ({
    client,
    assert,
  }) => {
    const person = await bruno()
    for (const [title, premise] of [
      ['Daqui', here.premise_id],
      ['De lá', there.premise_id],
      ['De ninguém', null],
    ] as const) {
      await query(
        db,
        `insert into tasks_tasks (municipality_id, title, task_type, assignee_id, due_on, status, workflow_version, premise_id)
         select t.municipality_id, ?, t.code, ?, '2026-12-01', 'open', (select min(id) from configuration_versions), ?
           from tasks_types t where t.municipality_id = ? order by t.id limit 1`,
        [title, BigInt(person.id), premise, month.municipalityId]
      )
    }
    const { data } = await bodyOf<{ data: { title: string }[] }>(
      client.get('/api/tasks/tasks').loginAs(person)
    )
    assert.sameMembers(
      data.map(({ title }) => title),
      ['Daqui', 'De ninguém']
    )
  })

  test('every type of record that has a place is kept to it', async ({ client, assert }) => {
    const columns = await query<{ table_name: string }>(
      db,
      `select distinct table_name from information_schema.columns where column_name = any(?::text[])`,
      [PLACES]
    )
    const placed = new Set(columns.map(({ table_name: name }) => name))
    const types = registries().records.all()
    assert.deepEqual(
      types.filter(({ table, scope }) => placed.has(table) && !scope).map(({ name }) => name),
      []
    )
    const person = await bruno()
    for (const { path } of types.filter((type) => type.scope)) {
      const list = await client.get(`/api${path}`).loginAs(person)
      assert.include([200, 403], list.status(), path)
    }
  })
})
