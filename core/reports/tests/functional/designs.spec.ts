import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import excel from 'exceljs'
import db from '@adonisjs/lucid/services/db'
import { actorOfUser } from '#core/access/index'
import User from '#core/access/models/user'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { permittedWidgets } from '#core/reports/dashboard/home_widgets'
import type { DesignContent } from '#core/reports/design/content'
import { asForm, premiseDesign } from '#core/reports/tests/support/designs'
import { freshDatabase } from '#tests/support/database'

/** The lines of a sheet: first and last cell, and how deep in the outline. */
const linesOf = (book: excel.Workbook) => {
  const lines: { text: string; last: unknown; level: number }[] = []
  book.worksheets[0]!.eachRow((row) => {
    const first = row.getCell(1).value
    lines.push({
      text: typeof first === 'string' ? first : '',
      last: row.getCell(2).value,
      level: row.outlineLevel ?? 0,
    })
  })
  return lines
}

const user = (name: string) => User.findByOrFail('email', `${name}@demo.aqueduto`)

interface Composing {
  readonly client: ApiClient
  readonly as?: string
}

/** Composes a report by the designer's form; gives its name. */
async function compose({ client, as = 'ana.admin' }: Composing, content: DesignContent, more = {}) {
  const response = await client
    .post('/reports/designs')
    .form(asForm(content, { do: 'save', ...more }))
    .loginAs(await user(as))
    .withCsrfToken()
    .redirects(0)
  if (response.status() !== 302)
    throw new Error(/role="alert">[\s\S]*?<\/div>/.exec(response.text())?.[0] ?? response.text())
  return String(response.header('location')).replace('/reports/', '')
}

const rowsOf = async ({ client, as = 'ana.admin' }: Composing, name: string, filters = '') => {
  const response = await client.get(`/api/reports/${name}${filters}`).loginAs(await user(as))
  response.assertStatus(200)
  return response.body() as {
    count: number
    totals: Record<string, unknown>
    rows: Record<string, unknown>[]
  }
}

const countOf = async (where = 'true') => {
  const [row] = await query<{ n: number }>(
    db,
    `select count(*)::int as n from registry_premises where municipality_id = 1 and ${where}`
  )
  return row!.n
}

test.group('Reports | composing', (group) => {
  freshDatabase(group)

  test('a person with permission composes, sees, saves and runs a report, and the ready ones are listed beside it', async ({
    client,
    assert,
  }) => {
    const ana = await user('ana.admin')
    const actor = (await actorOfUser(BigInt(ana.id)))!
    const start = await client.get('/reports/designs/new').loginAs(ana)
    start.assertTextIncludes('/reports/designs/new?source=registry.premises')
    const designer = await client.get('/reports/designs/new?source=registry.premises').loginAs(ana)
    for (const text of ['Primeiras linhas', 'Localidade › ', 'Acrescentar coluna'])
      designer.assertTextIncludes(text)
    const design = premiseDesign({
      columns: [
        { field: 'registration_number', label: 'Ligação' },
        { field: 'locality_id.name' },
        { field: 'residents', total: 'sum' },
      ],
      filters: [{ field: 'status', how: 'is', is_asked: true }],
      groups: [{ field: 'district' }],
      chart: { kind: 'bar', value: 'count' },
    })
    const composed = await client
      .post('/reports/designs/compose')
      .header('hx-request', 'true')
      .form(asForm(design, { add_column: 'built_area' }))
      .loginAs(ana)
      .withCsrfToken()
    composed.assertStatus(200)
    for (const text of ['Pergunta: Situação', 'Bairro: ', 'Ligação', 'Área construída'])
      composed.assertTextIncludes(text)
    const name = await compose({ client }, design)
    const page = await client.get(`/reports/${name}`).loginAs(ana)
    page.assertStatus(200)
    for (const text of [
      'Imóveis por bairro',
      'Total de ',
      'Ligação',
      'name="status"',
      'report-chart',
    ])
      page.assertTextIncludes(text)
    const total = await countOf()
    const found = await rowsOf({ client }, name)
    assert.equal(found.count, total)
    const list = await client.get('/reports').loginAs(ana)
    for (const text of [
      'Meus relatórios',
      `/reports/${name}`,
      'Resumo do faturamento por categoria',
    ])
      list.assertTextIncludes(text)
    const ready = registries()
      .reports.all()
      .filter(({ permission }) => !permission || actor.permissions.has(permission))
    assert.isAbove(ready.length, 10)
    for (const one of ready) assert.include(list.text(), `"/reports/${one.name}"`)
    const narrowed = await rowsOf({ client }, name, '?status=inactive')
    assert.isBelow(narrowed.count, found.count)

    const dashboards = permittedWidgets(actor)
    assert.isAbove(dashboards.length, 5)
    const arranged = await client.get('/home/arrange').loginAs(ana)
    const home = await client.get('/').loginAs(ana)
    assert.include(home.text(), '/home/widgets/billing.months')
    const shown: string[] = []
    for (const one of dashboards) {
      assert.include(arranged.text(), one.title)
      const card = await client.get(`/home/widgets/${one.name}`).loginAs(ana)
      card.assertStatus(200)
      // A card with nothing to say today says so; most have something.
      const isShown = card.text().includes(one.title)
      assert.isTrue(isShown || card.text().includes('home-widget-none'), one.name)
      if (isShown) shown.push(one.name)
    }
    assert.isAbove(shown.length, dashboards.length / 2, shown.join(', '))
  }).tags(['@TR-3.2.19.0'])

  test('stands under three levels with subtotals that are those of the database', async ({
    client,
    assert,
  }) => {
    const name = await compose(
      { client },
      premiseDesign({
        title: 'Três níveis',
        columns: [{ field: 'registration_number' }, { field: 'residents', total: 'sum' }],
        groups: [{ field: 'locality_id' }, { field: 'district' }, { field: 'status' }],
      })
    )
    const [first] = await query<{ locality: string; district: string; n: bigint }>(
      db,
      `select l.name as locality, p.district, count(*) as n
         from registry_premises p join registry_localities l on l.id = p.locality_id
        where p.municipality_id = 1 group by l.name, l.id, p.district order by l.name, l.id, p.district limit 1`
    )
    const ana = await user('ana.admin')
    const page = await client.get(`/reports/${name}`).loginAs(ana)
    page.assertTextIncludes(`Localidade: ${first!.locality}`)
    page.assertTextIncludes(`Bairro: ${first!.district}`)
    const pdf = client.get(`/reports/${name}/file?format=pdf`).loginAs(ana)
    pdf.request.responseType('blob')
    const printed = await pdf
    assert.equal((printed.body() as Buffer).subarray(0, 5).toString(), '%PDF-')
    const csv = await client.get(`/reports/${name}/file?format=csv`).loginAs(ana)
    csv.assertStatus(200)
    const sheet = client.get(`/reports/${name}/file?format=xlsx`).loginAs(ana)
    sheet.request.responseType('blob')
    const book = new excel.Workbook()
    const answered = await sheet
    await book.xlsx.load(answered.body() as never)
    const lines = linesOf(book)
    assert.deepEqual(
      lines.slice(1, 4).map(({ text, level }) => [text, level]),
      [
        [`Localidade: ${first!.locality}`, 0],
        [`Bairro: ${first!.district}`, 1],
        ['Situação: Em uso', 2],
      ]
    )
    const [sums] = await query<{ district: number; all: number; rows: number }>(
      db,
      `select coalesce(sum(residents) filter (where p.district = ? and l.name = ?), 0)::int as district,
              coalesce(sum(residents), 0)::int as all, count(*)::int as rows
         from registry_premises p join registry_localities l on l.id = p.locality_id where p.municipality_id = 1`,
      [first!.district, first!.locality]
    )
    const subtotal = lines.find(({ text }) => text.startsWith(`Total de ${first!.district} (`))
    assert.deepInclude(subtotal, { level: 1, last: sums!.district })
    assert.deepInclude(lines.at(-1), { text: 'Total', level: 0, last: sums!.all })
    assert.lengthOf(
      lines.filter(({ level }) => level === 3),
      sums!.rows
    )
    const heads = lines.map(({ text }) => text).filter((text) => text.startsWith('Localidade:'))
    assert.lengthOf(
      new Set(heads),
      heads.length,
      'a group that goes on in the next batch has one head'
    )
    let total: string | undefined
    for (let number = 1; number <= Math.ceil(Number(first!.n) / 50) && !total; number++) {
      const found = await client.get(`/reports/${name}?page=${number}`).loginAs(ana)
      const line = new RegExp(`Total de ${first!.district} \\(([\\d.]+) linhas?\\)`)
      total = line.exec(found.text())?.[1]
    }
    assert.equal(total?.replace('.', ''), String(first!.n))
  })

  test('shows only the totals of groups, by month, exactly', async ({ client, assert }) => {
    const name = await compose(
      { client },
      premiseDesign({
        title: 'Resumo',
        columns: [
          { field: 'residents', total: 'average' },
          { field: 'residents', total: 'max' },
        ],
        groups: [{ field: 'district' }],
        is_summary: true,
        sort: { field: 'count', direction: 'desc' },
        chart: { kind: 'pie', value: 'count' },
      })
    )
    const expected = await query<{ district: string; count: bigint; average: string }>(
      db,
      `select district, count(*) as count, round(avg(residents), 2)::text as average
         from registry_premises where municipality_id = 1 group by district order by 2 desc, 1`
    )
    const { rows } = await rowsOf({ client }, name)
    assert.deepEqual(
      rows.map(({ count }) => String(count)),
      expected.slice(0, 50).map(({ count }) => String(count))
    )
    assert.equal(rows[0]!.residents, expected[0]!.average)
    const page = await client.get(`/reports/${name}`).loginAs(await user('ana.admin'))
    page.assertTextIncludes('report-pie')
  })

  test('narrows by fixed values, spans of the calendar, words and related fields', async ({
    client,
    assert,
  }) => {
    const [locality] = await query<{ id: bigint; name: string }>(
      db,
      'select id, name from registry_localities where municipality_id = 1 order by id limit 1'
    )
    const name = await compose(
      { client },
      premiseDesign({
        title: 'Filtrado',
        filters: [
          { field: 'locality_id', how: 'is', is_asked: false, values: [String(locality!.id)] },
          { field: 'street', how: 'has', is_asked: false, text: 'RUA' },
          { field: 'locality_id.name', how: 'begins', is_asked: true },
          { field: 'residents', how: 'range', is_asked: true },
          { field: 'complement', how: 'empty', is_asked: false },
        ],
      })
    )
    const n = await countOf(
      `locality_id = ${locality!.id} and plain_text(street) like '%rua%' and coalesce(complement, '') = ''`
    )
    const all = await rowsOf({ client }, name)
    assert.equal(all.count, n)
    assert.isAbove(all.count, 0)
    const none = await rowsOf({ client }, name, '?locality_id__name=zzz')
    assert.equal(none.count, 0)
    const few = await rowsOf({ client }, name, '?residents_from=100000')
    assert.equal(few.count, 0)
  })

  test('is shared with profiles, never beyond what each reader may see', async ({
    client,
    assert,
  }) => {
    const customers = premiseDesign({
      title: 'Contatos dos clientes',
      source: 'registry.customers',
      columns: [{ field: 'name' }, { field: 'taxpayer_id' }],
    })
    const name = await compose({ client }, customers, { profiles: ['collection'] })
    const open = await rowsOf({ client }, name)
    const masked = await rowsOf({ client, as: 'fabio.arrecadacao' }, name)
    assert.equal(masked.count, open.count)
    const seen = new Set(open.rows.map(({ taxpayer_id: id }) => id))
    for (const { taxpayer_id: id } of masked.rows)
      assert.isFalse(id !== null && seen.has(id), 'no number is given out whole')
    const file = await client
      .get(`/reports/${name}/file?format=csv`)
      .loginAs(await user('fabio.arrecadacao'))
    assert.include(file.text(), '***.')
    const elsewhere = await client.get(`/reports/${name}`).loginAs(await user('elisa.leitura'))
    elsewhere.assertStatus(404)
    const theirs = await client
      .get(`/reports/designs/${name.split('.')[1]}`)
      .loginAs(await user('fabio.arrecadacao'))
    theirs.assertStatus(404)
    const reads = await db.from('audit_personal_reads').where('record_title', customers.title)
    assert.isAbove(reads.length, 0)
    assert.isTrue(reads.every(({ user_name: who }) => who === 'Ana Ribeiro'))
  })

  test('becomes a report for all when somebody else approves it', async ({ client, assert }) => {
    const ana = await user('ana.admin')
    const proposed = await client
      .post('/reports/designs')
      .form(asForm(premiseDesign({ title: 'Imóveis da cidade' }), { do: 'propose' }))
      .loginAs(ana)
      .withCsrfToken()
      .redirects(0)
    const version = /versions\/(\d+)/.exec(String(proposed.header('location')))![1]!
    const act = async (name: string, input: object, as: string) => {
      const response = await client
        .post(`/api/actions/${name}`)
        .json({ version_id: Number(version), ...input })
        .loginAs(await user(as))
        .withCsrfToken()
      assert.equal(response.status(), 200, response.text())
    }
    const before = await client.get('/api/reports/utility.imoveis-da-cidade').loginAs(ana)
    before.assertStatus(404)
    const from = clock.today('America/Cuiaba')
    await act('configuration.submit', { from, reason: 'Pedido da diretoria' }, 'ana.admin')
    await act('configuration.approve', { reason: 'Conferido' }, 'diego.admin')
    const found = await rowsOf({ client, as: 'fabio.arrecadacao' }, 'utility.imoveis-da-cidade')
    assert.isAbove(found.count, 0)
    const list = await client.get('/reports').loginAs(await user('carla.atendimento'))
    list.assertTextIncludes('Imóveis da cidade')
  })
})

test.group('Reports | what composing refuses', (group) => {
  freshDatabase(group)

  test('opens to nobody without the permission', async ({ client }) => {
    const carla = await user('carla.atendimento')
    for (const path of ['/reports/designs/new', '/reports/designs/new?source=registry.premises']) {
      const response = await client.get(path).loginAs(carla)
      response.assertStatus(403)
    }
    const saved = await client
      .post('/api/actions/reports.save_design')
      .json({ content: JSON.stringify(premiseDesign()) })
      .loginAs(carla)
      .withCsrfToken()
    saved.assertStatus(403)
  })

  test('takes no name that is no declared field, wherever it stands', async ({
    client,
    assert,
  }) => {
    const evil = [
      'street; drop table registry_premises',
      'street" from access_users --',
      '(select password from access_users limit 1)',
      'password',
      'municipality_id',
      'locality_id.municipality_id',
      'custom->>x',
    ]
    const places: ((path: string) => DesignContent)[] = [
      (field) => premiseDesign({ columns: [{ field }] }),
      (field) => premiseDesign({ filters: [{ field, how: 'is', is_asked: true }] }),
      (field) => premiseDesign({ groups: [{ field }] }),
      (field) => premiseDesign({ sort: { field, direction: 'asc' } }),
      (field) =>
        premiseDesign({ groups: [{ field: 'district' }], chart: { kind: 'bar', value: field } }),
    ]
    for (const path of evil) {
      for (const place of places) {
        const response = await client
          .post('/api/actions/reports.save_design')
          .json({ content: JSON.stringify(place(path)) })
          .loginAs(await user('ana.admin'))
          .withCsrfToken()
        assert.equal(response.status(), 422, `${path}: ${response.text()}`)
        assert.equal(response.body().code, 'E_REPORTS_DESIGN')
      }
    }
    const source = await client
      .post('/api/actions/reports.save_design')
      .json({ content: JSON.stringify(premiseDesign({ source: 'access_users' })) })
      .loginAs(await user('ana.admin'))
      .withCsrfToken()
    source.assertStatus(422)
  })

  test('keeps what people type a value', async ({ client, assert }) => {
    const quote = "x' or 1=1 --"
    const name = await compose(
      { client },
      premiseDesign({
        title: "D'água",
        filters: [
          { field: 'street', how: 'has', is_asked: false, text: quote },
          { field: 'district', how: 'is', is_asked: true, values: [quote] },
        ],
      })
    )
    for (const filters of ['', '?district=%27%3B%20select%201%20--']) {
      const { count } = await rowsOf({ client }, name, filters)
      assert.equal(count, 0)
    }
  })

  test('tells nobody hidden data bit by bit', async ({ client, assert }) => {
    const fabio = await user('fabio.arrecadacao')
    const base = { title: 'Sondagem', source: 'registry.customers', columns: [{ field: 'name' }] }
    for (const probe of [
      { filters: [{ field: 'taxpayer_id', how: 'begins', is_asked: true } as const] },
      { filters: [{ field: 'email', how: 'has', is_asked: false, text: 'a' } as const] },
    ]) {
      const response = await client
        .post('/api/actions/reports.save_design')
        .json({ content: JSON.stringify(premiseDesign({ ...base, ...probe })) })
        .loginAs(fabio)
        .withCsrfToken()
      assert.equal(response.body().code, 'E_REPORTS_DESIGN_PERSONAL', response.text())
    }
    const name = await compose(
      { client, as: 'fabio.arrecadacao' },
      premiseDesign({ ...base, columns: [{ field: 'name' }, { field: 'taxpayer_id' }] })
    )
    const page = await client.get(`/reports/${name}`).loginAs(fabio)
    assert.notInclude(page.text(), 'sort=taxpayer_id')
  })

  test('keeps to the localities of the reader', async ({ client, assert }) => {
    const name = await compose({ client }, premiseDesign({ title: 'Território' }), {
      profiles: ['collection'],
    })
    const fabio = await user('fabio.arrecadacao')
    const localities = await query<{ id: bigint; n: bigint }>(
      db,
      `select locality_id as id, count(*) as n from registry_premises where municipality_id = 1
        group by locality_id order by 2 limit 1`
    )
    await query(
      db,
      `insert into access_territories (municipality_id, user_id, locality_ids) values (1, ?, ?::bigint[])`,
      [BigInt(fabio.id), [String(localities[0]!.id)]]
    )
    const all = await rowsOf({ client }, name)
    const own = await rowsOf({ client, as: 'fabio.arrecadacao' }, name)
    assert.equal(own.count, Number(localities[0]!.n))
    assert.isBelow(own.count, all.count + 1)
  })
})
