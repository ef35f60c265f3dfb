import { test } from '@japa/runner'
import type { ApiRequest } from '@japa/api-client'
import excel from 'exceljs'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import { systemActor } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { workRun } from '#core/jobs/work_run'
import { EXPORT_INLINE } from '#core/records/index'
import { installRegistries, registries, Registry } from '#core/kernel/index'
import type { Report } from '#core/reports/index'
import { setParameter } from '#core/access/tests/support/people'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const ana = () => userNamed('ana.admin')

/** Sixty-one rows of known figures, in three kinds; the last has none. */
const sample: Report = {
  name: 'tests.sample',
  title: 'Amostra de valores',
  help: 'Linhas conhecidas para conferir o gerador de relatórios.',
  permission: 'reports.read',
  section: 'Testes',
  filters: [
    { name: 'least', label: 'A partir de', type: 'integer', initial: () => '1' },
    {
      name: 'kind',
      label: 'Tipo',
      type: 'enum',
      options: [
        { value: 'a', label: 'Primeiro' },
        { value: 'b', label: 'Segundo' },
      ],
    },
    { name: 'pause', label: 'Espera', type: 'integer' },
  ],
  columns: [
    { name: 'number', label: 'Número', type: 'integer' },
    {
      name: 'kind',
      label: 'Tipo',
      type: 'enum',
      options: [
        { value: 'a', label: 'Primeiro' },
        { value: 'b', label: 'Segundo' },
      ],
    },
    { name: 'day', label: 'Dia', type: 'date' },
    { name: 'note', label: 'Nota', type: 'text' },
    { name: 'cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'taxpayer', label: 'CPF', type: 'taxpayer', isPersonal: true },
  ],
  sort: { column: 'number', direction: 'asc' },
  groups: ['kind', 'day'],
  chart: { title: 'Valor por tipo', category: 'kind', value: 'cents' },
  sql: `select n as number,
               case when n = 61 then null when n % 2 = 0 then 'a' else 'b' end as kind,
               date '2026-11-01' + (n % 3) as day,
               case when n = 1 then '=SOMA(A1)' else 'nota ' || n end as note,
               (n * 1001)::bigint as cents, '52998224725' as taxpayer
          from generate_series(1, 61) as n, lateral (select pg_sleep(coalesce(:pause::int, 0) * (n / 61))) as waited
         where n >= coalesce(:least::int, 1) and :municipality::bigint > 0
           and (:kind::text is null or :kind = case when n = 61 then null when n % 2 = 0 then 'a' else 'b' end)`,
}

/** The bytes of a file that a request answers with. */
async function bytesOf(request: ApiRequest): Promise<Buffer> {
  request.request.responseType('blob')
  const response = await request
  return response.body() as Buffer
}

const AT = '/reports/tests.sample'

test.group('Reports | a declared report', (group) => {
  freshDatabase(group)
  group.setup(() => {
    const real = registries()
    const reports = new Registry<Report>('report')
    for (const report of [...real.reports.all(), sample]) reports.add(report.name, report, 'tests')
    installRegistries({ ...real, reports })
    return () => installRegistries(real)
  })

  test('stands on the list of who may open it', async ({ client }) => {
    const list = await client.get('/reports').loginAs(await ana())
    list.assertTextIncludes('Amostra de valores')
    list.assertTextIncludes('Resumo do faturamento por categoria')
  })

  test('shows a page, the totals of all rows and a chart with exact figures', async ({
    client,
    assert,
  }) => {
    const page = await client.get(AT).loginAs(await ana())
    page.assertStatus(200)
    // 1001 × (1 + … + 61) = 1001 × 1891 cents; kind a: 1001 × 930, kind b: 1001 × 900
    for (const text of ['R$\u202F18.928,91', 'R$\u202F9.309,30', 'R$\u202F9.009,00', '1–50 de 61'])
      page.assertTextIncludes(text)
    const second = await client.get(`${AT}?page=2`).loginAs(await ana())
    second.assertTextIncludes('nota 61')
    assert.notInclude(second.text(), 'nota 50<')
  })

  test('filters narrow it, order turns it, and a wrong value is said beside its box', async ({
    client,
    assert,
  }) => {
    const narrow = await client.get(`${AT}?least=60&kind=a`).loginAs(await ana())
    narrow.assertTextIncludes('nota 60')
    assert.notInclude(narrow.text(), 'nota 59')
    const turned = await client.get(`${AT}?least=59&sort=-number`).loginAs(await ana())
    assert.isBelow(turned.text().indexOf('nota 61'), turned.text().indexOf('nota 59'))
    const wrong = await client.get(`${AT}?least=muitos`).loginAs(await ana())
    wrong.assertTextIncludes('Escreva um número inteiro.')
    wrong.assertTextIncludes('value="muitos"')
  })

  test('gathers rows by a column, and each group opens to its own rows', async ({
    client,
    assert,
  }) => {
    const groups = await client.get(`${AT}?group=kind`).loginAs(await ana())
    for (const text of [
      'Primeiro',
      'R$\u202F9.309,30',
      'Segundo',
      'R$\u202F9.009,00',
      'in=kind%3Aa',
      'in=kind%3A"',
      'R$\u202F18.928,91',
    ])
      groups.assertTextIncludes(text)
    const one = await client.get(`${AT}?in=kind:`).loginAs(await ana())
    one.assertTextIncludes('nota 61')
    assert.notInclude(one.text(), 'nota 60')
  })

  test('masks personal data for who may not see it', async ({ client, assert }) => {
    const shown = await client.get(AT).loginAs(await ana())
    assert.notInclude(shown.text(), '529.982.247-25')
    shown.assertTextIncludes('***.982.247-**')
  })

  test('gives CSV with neutral formulas, and the trail says who took what', async ({
    client,
    assert,
  }) => {
    const file = await client.get(`${AT}/file?format=csv&least=60`).loginAs(await ana())
    const lines = file.text().trim().split('\r\n')
    assert.lengthOf(lines, 3)
    assert.include(lines[1], '60;Primeiro;01/11/2026;nota 60;600,60')
    const whole = await client.get(`${AT}/file?format=csv`).loginAs(await ana())
    assert.include(whole.text(), `'=SOMA(A1)`)
    const entries = await db.from('audit_entries').where('action', 'reports.export').orderBy('id')
    assert.deepEqual(
      entries.map(({ description }) => description as string),
      [
        'Exportou o relatório Amostra de valores: 2 linhas em CSV',
        'Exportou o relatório Amostra de valores: 61 linhas em CSV',
      ]
    )
  })

  test('gives a spreadsheet with numbers and dates as such', async ({ client, assert }) => {
    const file = await bytesOf(client.get(`${AT}/file?format=xlsx&least=60`).loginAs(await ana()))
    const book = new excel.Workbook()
    await book.xlsx.load(file as never)
    const row = book.worksheets[0]!.getRow(2)
    assert.equal(row.getCell(1).value, 60)
    assert.equal(row.getCell(5).value, 600.6)
    assert.instanceOf(row.getCell(3).value, Date)
    assert.equal(book.worksheets[0]!.rowCount, 3)
  })

  test('gives a PDF', async ({ client, assert }) => {
    const file = await bytesOf(client.get(`${AT}/file?format=pdf`).loginAs(await ana()))
    assert.equal(file.subarray(0, 5).toString(), '%PDF-')
  })

  test('answers machines with codes', async ({ client, assert }) => {
    const rows = await client.get(`/api${AT}?least=60`).loginAs(await ana())
    assert.containsSubset(rows.body(), { count: 2, totals: { cents: '121121' } })
    const wrong = await client.get(`/api${AT}?least=x`).loginAs(await ana())
    assert.equal(wrong.body().code, 'E_REPORTS_FILTERS')
    const unknown = await client.get('/api/reports/tests.nowhere').loginAs(await ana())
    assert.equal(unknown.body().code, 'E_REPORTS_UNKNOWN')
  })

  test('keeps to who may open it', async ({ client, assert }) => {
    const list = await client.get('/reports').loginAs(await userNamed('fabio.arrecadacao'))
    list.assertTextIncludes('payments.daily')
    assert.notInclude(list.text(), 'readings.unit_readings')
    const refused = await client
      .get('/api/reports/readings.unit_readings')
      .loginAs(await userNamed('fabio.arrecadacao'))
    refused.assertStatus(403)
    const nobody = await client.get(AT)
    nobody.assertStatus(200)
    assert.match(nobody.redirects().join(), /login/)
  })

  test('a long file is made in the background, is for who asked, and its bytes go when its days are over', async ({
    client,
    assert,
  }) => {
    const me = await ana()
    await setParameter(EXPORT_INLINE, 10)
    const asked = await client.get(`${AT}/file?format=csv`).loginAs(me).redirects(0)
    const path = String(asked.header('location'))
    assert.match(path, /^\/jobs\/\d+$/)
    await workRun(BigInt(path.split('/').at(-1)!))
    const run = await client.get(path).loginAs(me)
    run.assertTextIncludes('Amostra de valores em CSV')
    const [file] = /\/reports\/files\/\d+/.exec(run.text())!
    const content = await bytesOf(client.get(file).loginAs(me))
    assert.lengthOf(content.toString().trim().split('\n'), 62)
    const other = await client.get(file).loginAs(await userNamed('bruno.faturamento'))
    assert.notEqual(other.status(), 200)

    const [kept] = await query<{ stored: string; after: string }>(
      db,
      `select f.stored_as as stored, (r.expires_at + interval '1 hour')::text as after
         from reports_files r join files_objects f on f.id = r.file_id order by r.id desc limit 1`
    )
    assert.isTrue(await drive.use().exists(kept!.stored))
    const erase = (on: string) =>
      runInline('reports.expire_files', { on }, systemActor(me.municipalityId))
    await erase('while it lasts')
    assert.isTrue(await drive.use().exists(kept!.stored))
    clock.freeze(new Date(kept!.after).toISOString())
    const done = await erase('when it is over')
    clock.restore()
    assert.equal(done.figures.erased, 1n)
    assert.isFalse(await drive.use().exists(kept!.stored))
  })

  test('a report that the database does not finish in time is refused in words that help', async ({
    client,
    assert,
  }) => {
    await setParameter('reports.page_seconds', 2)
    const told = await client.get(`/api${AT}?pause=60`).loginAs(await ana())
    assert.equal(told.body().code, 'E_REPORTS_SLOW')
    told.assertStatus(503)
    assert.match(
      told.body().message,
      /“Amostra de valores” demorou mais de 2 segundos.*período menor/
    )
  }).timeout(90_000)
})

test.group('Reports | every report of the product', (group) => {
  freshDatabase(group)

  test('runs with what its filters start with, plain and by each group', async ({
    client,
    assert,
  }) => {
    for (const { name, groups = [] } of registries().reports.all()) {
      const plain = await client.get(`/reports/${name}`).loginAs(await ana())
      assert.equal(plain.status(), 200, name)
      for (const one of groups) {
        const grouped = await client.get(`/reports/${name}?group=${one}`).loginAs(await ana())
        assert.equal(grouped.status(), 200, `${name} by ${one}`)
      }
      const file = await client.get(`/reports/${name}/file?format=csv`).loginAs(await ana())
      assert.oneOf(file.status(), [200, 422], name)
    }
  })
})
