import { buffer } from 'node:stream/consumers'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import ExcelJS from 'exceljs'
import { actorOfUser, systemActor } from '#core/access/index'
import type User from '#core/access/models/user'
import { putParameter } from '#core/access/tests/support/people'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { indexSearchAll } from '#core/records/index'
import { freshDatabase } from '#tests/support/database'
import { bodyOf, textOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'
import { exportJob } from '../../export/export_job.ts'
import { exportStream } from '../../export/write_file.ts'
import { listRows } from '../../query/list_rows.ts'
import { parseListState } from '../../query/list_state.ts'
import { summedColumns, totalsView } from '../../view/list_view.ts'
import { ZONE, orders } from '../unit/support.ts'

const admin = () => userNamed('ana.admin')
const LIST = '/registry/customers'
const ADDED = 1000

/** A thousand customers besides those of the demo, told apart by their names. */
async function addCustomers(): Promise<void> {
  await query(
    db,
    `insert into registry_customers (municipality_id, kind, name)
     select m.id, 'company', 'Zwx ' || lpad(n::text, 4, '0')
       from access_municipalities m, generate_series(1, ${ADDED}) n where m.code = 'demo'`
  )
  const [row] = await query<{ id: bigint }>(
    db,
    "select id from access_municipalities where code = 'demo'"
  )
  await db.transaction((tx) => indexSearchAll(tx, 'registry.customers', row!.id))
}

interface Listed {
  data: { name: string }[]
  total: number
  size: number
}

test.group('Records | pages of a long list', (group) => {
  freshDatabase(group)
  group.setup(addCustomers)

  test('a page far down holds the rows that follow the page before', async ({ client, assert }) => {
    const wanted = await query<{ id: bigint }>(
      db,
      'select id from registry_customers order by name desc, id desc limit 50 offset 1000'
    )
    const { data } = await bodyOf<{ data: { id: string }[] }>(
      client
        .get(`/api${LIST}`)
        .qs({ sort: '-name', size: '50', page: '21' })
        .loginAs(await admin())
    )
    assert.isAbove(data.length, 20)
    assert.deepEqual(
      data.map(({ id }) => id),
      wanted.map(({ id }) => String(id))
    )
  })

  test('a thousand results by fifty: page 13 shows 601 to 650 and holds fifty records', async ({
    client,
    assert,
  }) => {
    const wanted = { q: 'zwx', size: '50', page: '13' }
    const page = await client
      .get(LIST)
      .qs(wanted)
      .loginAs(await admin())
    page.assertTextIncludes('601–650 de 1.000')
    assert.lengthOf([...page.text().matchAll(/<tr data-row/g)], 50)
    assert.include(page.text(), 'Zwx 0601')
    assert.include(page.text(), 'Zwx 0650')
    assert.notInclude(page.text(), 'Zwx 0600')
    assert.notInclude(page.text(), 'Zwx 0651')
    const jump = /<form[^>]*class="pager-jump"[\s\S]*?<\/form>/.exec(page.text())![0]
    assert.match(jump, /data-jump="20"[\s\S]*name="page"/, 'any of the twenty pages can be typed')
    const sizes = page.text().slice(page.text().indexOf('pager-sizes'))
    assert.match(sizes, /href="[^"]*size=100[^"]*"/)
    const body = await bodyOf<Listed>(
      client
        .get(`/api${LIST}`)
        .qs(wanted)
        .loginAs(await admin())
    )
    assert.lengthOf(body.data, 50)
    assert.deepEqual([body.data[0]!.name, body.data[49]!.name], ['Zwx 0601', 'Zwx 0650'])
    const tooMany = await bodyOf<Listed>(
      client
        .get(`/api${LIST}`)
        .qs({ q: 'zwx', size: '100000' })
        .loginAs(await admin())
    )
    assert.deepEqual([tooMany.size, tooMany.data.length], [200, 200])
    const reduced = async (size: string) => {
      const answer = client.get(LIST).qs({ q: 'zwx', size })
      const text = await textOf(answer.loginAs(await admin()))
      const [pager = ''] = /<span class="pager-sizes">[\s\S]*?<\/nav>/.exec(text) ?? []
      const offered = [...pager.matchAll(/>(\d+)<\/a>/g)].map(([, one]) => one)
      return { rows: [...text.matchAll(/<tr data-row/g)].length, offered }
    }
    const usual = await reduced('100000')
    assert.deepEqual(usual, { rows: 200, offered: ['25', '50', '100', '200'] })

    await putParameter(client, 'records.largest_page', 60)
    const less = await reduced('61')
    assert.equal(less.rows, 60)
    assert.deepEqual(less.offered, ['25', '50', '60'])
    const between = await client
      .get(LIST)
      .qs({ q: 'zwx', size: '30' })
      .loginAs(await admin())
    between.assertTextIncludes('Páginas têm 25, 50 ou 60 linhas. Esta mostra 50.')
    const next = await reduced('30')
    assert.equal(next.rows, 50)
    const offered = await client
      .get(LIST)
      .qs({ q: 'zwx', size: '25' })
      .loginAs(await admin())
    assert.notInclude(offered.text(), 'Páginas têm')
    const asked = await bodyOf<Listed>(
      client
        .get(`/api${LIST}`)
        .qs({ q: 'zwx', size: '200' })
        .loginAs(await admin())
    )
    assert.deepEqual([asked.size, asked.data.length], [60, 60])
  }).tags(['@TR-3.1.3.5'])

  test('filters by text, emptiness and spans of the calendar narrow as they say', async ({
    client,
    assert,
  }) => {
    const total = async (wanted: Record<string, string>) => {
      const body = await bodyOf<Listed>(
        client
          .get(`/api${LIST}`)
          .qs(wanted)
          .loginAs(await admin())
      )
      return body.total
    }
    const count = async (condition: string) => {
      const [row] = await query<{ n: bigint }>(
        db,
        `select count(*) as n from registry_customers where ${condition}`
      )
      return Number(row!.n)
    }
    assert.equal(await total({ name_begins: 'zwx 00' }), 99)
    assert.equal(await total({ name_has: '0990' }), 1)
    assert.equal(await total({ email_is: 'empty' }), await count("coalesce(email, '') = ''"))
    assert.equal(await total({ email_is: 'filled' }), await count("email <> ''"))
    const all = await count('true')
    assert.equal(
      await total({ created_at_in: 'this_year' }),
      await count(`created_at >= date_trunc('year', now())`)
    )
    assert.equal(await total({ created_at_in: 'nonsense' }), all)
  })

  test('who may not see a value cannot feel for it by its beginning', async ({
    client,
    assert,
  }) => {
    const carla = await userNamed('carla.atendimento')
    const body = await bodyOf<Listed>(
      client.get(`/api${LIST}`).qs({ taxpayer_id_begins: '1' }).loginAs(carla)
    )
    assert.equal(body.total, 0)
  })
})

test.group('Records | views, columns and totals', (group) => {
  freshDatabase(group)

  const send = async (path: string, form: Record<string, unknown>, who?: User) =>
    client0()
      .post(path)
      .form(form)
      .withCsrfToken()
      .loginAs(who ?? (await admin()))
      .redirects(0)
  let client0: () => import('@japa/api-client').ApiClient
  group.each.setup((t) => {
    client0 = () => t.context.client
  })

  test('a view keeps filters, columns and order, opens the list by choice, and goes away', async ({
    client,
    assert,
  }) => {
    const saved = await send(`${LIST}/views`, {
      name: 'Empresas',
      address: '?kind=company&sort=-name&page=3',
      columns: ['name', 'created_at'],
      density: 'compact',
    })
    saved.assertStatus(302)
    const path = saved.header('location')!
    const page = await client.get(path).loginAs(await admin())
    page.assertTextIncludes('<strong>Pessoa jurídica</strong>')
    page.assertTextIncludes('grid-stack is-compact')
    assert.match(page.text(), /aria-current="page"[^>]*>Empresas/)
    const heads = [...page.text().matchAll(/<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)/g)]
    assert.deepEqual(
      heads.map(([, label]) => label),
      ['Nome', 'Cadastrado em']
    )
    const id = new URL(path, 'http://x').searchParams.get('view')!
    await send(`${LIST}/layout`, { default_view: id })
    const opened = await client
      .get(LIST)
      .loginAs(await admin())
      .redirects(0)
    opened.assertStatus(302)
    assert.include(opened.header('location')!, 'kind=company')
    const others = await textOf(client.get(LIST).loginAs(await userNamed('bruno.faturamento')))
    assert.notInclude(others, 'Empresas')
    const stranger = await send(
      `${LIST}/views/${id}/delete`,
      {},
      await userNamed('bruno.faturamento')
    )
    stranger.assertStatus(302)
    assert.lengthOf(await query(db, 'select id from records_views'), 1)
    await send(`${LIST}/views/${id}/delete`, {})
    assert.lengthOf(await query(db, 'select id from records_views'), 0)
  })

  test('a shared view is there for the others; sharing wants its permission', async ({
    client,
    assert,
  }) => {
    const form = { name: 'De todos', address: '?kind=person', density: 'normal', is_shared: 'true' }
    await send(`${LIST}/views`, form)
    const carla = await userNamed('carla.atendimento')
    assert.include(await textOf(client.get(LIST).loginAs(carla)), 'De todos')
    await send(`${LIST}/views`, { ...form, name: 'Não pode' }, carla)
    assert.lengthOf(await query(db, 'select id from records_views'), 1)
  })

  test('columns and density stay as each person left them', async ({ client, assert }) => {
    const bruno = await userNamed('bruno.faturamento')
    await send(`${LIST}/layout`, { columns: ['kind', 'name'] }, bruno)
    await send(`${LIST}/layout`, { density: 'compact' }, bruno)
    const page = await textOf(client.get(LIST).loginAs(bruno))
    assert.isBelow(page.indexOf('data-label="Tipo"'), page.indexOf('data-label="Nome"'))
    assert.include(page, 'is-compact')
    assert.notInclude(page, 'data-label="Telefone"')
  })

  test('the totals row adds up everything filtered, not the page', async ({ assert }) => {
    await db.connection('owner').rawQuery(`
      create table sample_orders (id bigint primary key, municipality_id bigint not null, code text,
        kind text, due_on date, total_cents bigint, owner_id bigint, taxpayer_id text)`)
    await query(
      db,
      `insert into sample_orders select n, 1, 'P' || n, case when n % 2 = 0 then 'a' else 'b' end, null, n, null, null
         from generate_series(1, 300) n`
    )
    const actor = systemActor(1n)
    const state = parseListState(orders, { kind: 'a', size: '25' }, ZONE)
    const columns = ['code', 'total_cents']
    const page = await listRows(orders, actor, state, summedColumns(orders, columns))
    assert.lengthOf(page.rows, 25)
    assert.deepEqual(page.totals, { total_cents: 22_650n })
    assert.deepEqual(totalsView(columns, page.totals), [null, 'R$\u202F226,50'])
  })
})

test.group('Records | files', (group) => {
  freshDatabase(group)

  test('the sheet has numbers and dates of their own kind, texts stay texts', async ({
    client,
    assert,
  }) => {
    await query(
      db,
      "update registry_customers set name = '=1+1' where id = (select min(id) from registry_customers)"
    )
    const response = await client
      .get(`${LIST}/export`)
      .qs({ format: 'xlsx' })
      .loginAs(await admin())
    response.assertStatus(200)
    assert.match(response.header('content-disposition')!, /customers\.xlsx"$/)
    const type = registries().records.get('registry.customers')
    const ana = await admin()
    const actor = (await actorOfUser(BigInt(ana.id)))!
    const stream = exportStream({
      ...{ type, actor, timeZone: ZONE, format: 'xlsx' as const },
      columns: type.fields.map(({ name }) => name),
      state: parseListState(type, {}, ZONE),
    })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await buffer(stream)) as never)
    const sheet = book.worksheets[0]!
    const [row] = await query<{ n: bigint }>(db, 'select count(*) as n from registry_customers')
    assert.equal(sheet.actualRowCount, Number(row!.n) + 1)
    const heads = sheet.getRow(1).values as string[]
    const created = sheet.getRow(2).getCell(heads.indexOf('Cadastrado em'))
    assert.instanceOf(created.value, Date)
    assert.equal(created.numFmt, 'dd/mm/yyyy hh:mm')
    const names = sheet.getColumn(heads.indexOf('Nome')).values
    assert.include(names as string[], '=1+1')
    assert.equal(book.worksheets[1]!.name, 'Sobre este arquivo')
    const [entry] = await query<{ payload: string }>(
      db,
      "select payload from audit_entries where action = 'registry.customers.export' order by id desc limit 1"
    )
    const payload = JSON.parse(entry!.payload) as { personal: string[]; count: number }
    assert.include(payload.personal, 'taxpayer_id')
    assert.equal(payload.count, Number(row!.n))
  })

  test('a long file is prepared by a run, waits for who asked, and for nobody else', async ({
    client,
    assert,
  }) => {
    const carla = await userNamed('carla.atendimento')
    const actor = (await actorOfUser(BigInt(carla.id)))!
    const run = await runInline(
      exportJob,
      {
        ...{ record: 'registry.customers', query: 'kind=person', columns: ['name', 'taxpayer_id'] },
        ...{ format: 'csv' as const, timeZone: 'America/Cuiaba', label: 'Clientes', token: 'a' },
      },
      actor
    )
    assert.equal(run.status, 'done')
    const list = await textOf(client.get(LIST).loginAs(carla))
    const [, path] = /href="(\/exports\/\d+)"/.exec(list)!
    const page = await textOf(client.get(`/jobs/${run.id}`).loginAs(carla))
    assert.include(page, path!)
    const stranger = await client.get(path!).loginAs(await admin())
    stranger.assertStatus(404)
    const file = await client.get(path!).loginAs(carla)
    const lines = file.text().trimEnd().split('\r\n')
    const [row] = await query<{ n: bigint }>(
      db,
      "select count(*) as n from registry_customers where kind = 'person'"
    )
    assert.lengthOf(lines, Number(row!.n) + 1)
    assert.match(file.text(), /\*\*\*\.\d{3}\.\d{3}-\*\*/)
    assert.notInclude(await textOf(client.get(LIST).loginAs(carla)), path!)
  })
})
