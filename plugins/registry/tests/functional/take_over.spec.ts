import { gzipSync } from 'node:zlib'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import exceljs from 'exceljs'
import { clock } from '#core/calendar/index'
import { runInline } from '#core/jobs/index'
import { workRun } from '#core/jobs/work_run'
import { query } from '#core/database/index'
import { testCpf } from '#database/demo/generator/documents'
import { problemOf, upload, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'

const UNITS = 100
/** Units whose holder has a CPF that does not hold. */
const BAD = new Set([17, 42, 88])

const units = Array.from({ length: UNITS }, (_, index) => index + 1)
const cpf = (unit: number) => (BAD.has(unit) ? '123.456.789-00' : testCpf(700_000 + unit))
const cents = (unit: number) => 5_000 + unit * 37
const amount = (unit: number) =>
  `${Math.trunc(cents(unit) / 100)},${String(cents(unit) % 100).padStart(2, '0')}`

const FILES: Readonly<Record<string, string>> = {
  customers: [
    'key;kind;name;taxpayer_id;phone',
    ...units.map(
      (n) => `C${n};fisica;Morador Antigo ${n};${cpf(n)};(66) 99999-${String(n).padStart(4, '0')}`
    ),
  ].join('\n'),
  premises: [
    'key;registration_number;holder_key;holder_from;street;number;district;zip_code;locality_code;group_code',
    ...units.map(
      (n) => `U${n};${900_000 + n};C${n};2015-01-31;Rua do Legado;${n};Centro;78899-000;01;01`
    ),
  ].join('\n'),
  connections: [
    'key;premise_key;service;situation;sewage_class;connected_on',
    ...units.map((n) => `L${n};U${n};agua;ligada;;31/01/2015`),
  ].join('\n'),
  economies: [
    'key;premise_key;category;economies;from_on',
    ...units.map((n) => `E${n};U${n};RES;${(n % 3) + 1};2015-01-31`),
  ].join('\n'),
  holders: [
    'key;premise_key;customer_key;role;from_on;until_on',
    'H1;U1;C2;titular;2010-01-01;2015-01-30',
    'H2;U1;C3;proprietario;2015-01-31;',
    'H3;U1;C4;titular;2012-01-01;',
  ].join('\n'),
  open_items: [
    'key;premise_key;reference;charge_type;due_on;amount',
    ...units.map((n) => `D${n};U${n};08/2026;water;10/09/2026;${amount(n)}`),
  ].join('\n'),
}

/** The file is sent on its screen; what a worker does follows. */
const load = async (
  client: ApiClient,
  entity: string,
  content: string | Uint8Array = FILES[entity]!,
  kind = 'csv'
) =>
  work(
    await upload(client, 'bruno', {
      ...{ path: '/registry/take-over', name: `${entity}.${kind}`, content },
      fields: { system: 'legado', entity },
    }),
    'bruno'
  )

/** What a second run must not add to. */
const TABLES = [
  'registry_customers',
  'registry_premises',
  'registry_holdings',
  'registry_connections',
  'registry_premise_economies',
  'receivables_items',
] as const

const count = async (sql: string) => {
  const [row] = await query<{ n: string }>(db, sql)
  return Number(row!.n)
}

test.group('Registry | take-over', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    const [locality] = await query<{ code: string }>(
      db,
      'select code from registry_localities order by id limit 1'
    )
    const [place] = await query<{ code: string }>(
      db,
      'select code from registry_billing_groups order by id limit 1'
    )
    for (const [name, text] of Object.entries(FILES)) {
      Object.assign(FILES, {
        [name]: text.replaceAll(';01;01', `;${locality!.code};${place!.code}`),
      })
    }
  })

  test('a compressed file that is damaged is refused, and nothing is kept', async ({
    client,
    assert,
  }) => {
    const response = await upload(client, 'bruno', {
      ...{ path: '/registry/take-over', name: 'customers.csv.gz' },
      content: gzipSync('key;kind').subarray(0, 12),
      fields: { system: 'legado', entity: 'customers' },
    })
    assert.equal(problemOf(response).code, 'E_REGISTRY_TAKE_OVER_PACKED')
    assert.deepEqual(await query(db, 'select id from registry_take_over_files'), [])
  })

  test('loads what is good, lists what is not with line and reason, and the totals close', async ({
    assert,
    client,
  }) => {
    const runs = []
    for (const entity of ['customers', 'premises', 'connections', 'economies', 'open_items']) {
      const run = await load(client, entity)
      assert.equal(run.status, 'done', entity)
      assert.equal(run.figures.loaded, 97n, entity)
      assert.equal(run.figures.rejected, 3n, entity)
      runs.push(run)
    }
    assert.equal(
      await count(`select count(*) as n from registry_premises where street = 'Rua do Legado'`),
      97
    )
    const [customers, , , , items] = runs
    assert.deepEqual(
      customers!.issues.map(({ path, message }) => [path, message]),
      [...BAD].map((unit) => [`linha ${unit + 1}`, 'CPF inválido: 123.456.789-00'])
    )
    const user = await bruno()
    const page = await client.get(`/registry/take-over/${items!.figures.file}`).loginAs(user)
    page.assertStatus(200)
    const money = (value: number) =>
      `R\\$\\s${(value / 100).toLocaleString('pt-BR', { minimumFractionDigits: 2 }).replace('.', '\\.')}`
    const all = units.reduce((sum, unit) => sum + cents(unit), 0)
    const refused = [...BAD].reduce((sum, unit) => sum + cents(unit), 0)
    for (const value of [all, refused, all - refused])
      assert.match(page.text(), new RegExp(money(value)))
    assert.include(page.text(), 'O imóvel U17 não foi carregado')
    assert.equal(
      await count(
        `select sum(open_cents) as n from receivables_items where origin_type = 'legacy'`
      ),
      all - refused
    )
    const debts = await query<{ due_on: string; debtor: string; reference: string }>(
      db,
      `select i.due_on, i.reference, c.name as debtor from receivables_items i join registry_customers c on c.id = i.debtor_id
        where i.origin_type = 'legacy' order by i.id limit 1`
    )
    assert.deepEqual(
      { ...debts[0] },
      { due_on: '2026-09-10', reference: '2026-08', debtor: 'Morador Antigo 1' }
    )
    const refusals = await client
      .get(`/registry/take-over/${customers!.figures.file}`)
      .loginAs(user)
    for (const unit of BAD) {
      assert.match(
        refusals.text(),
        new RegExp(
          `<td class="num">${unit + 1}</td>\\s*<td data-label="Motivo">CPF inválido: 123\\.456\\.789-00</td>`
        )
      )
    }
    const csv = await client
      .get(`/registry/take-over/${customers!.figures.file}/rejected`)
      .loginAs(user)
    assert.include(csv.text(), 'C17')
    const search = await client.get('/search').qs({ q: 'U55' }).loginAs(user)
    assert.include(search.text(), 'U55')

    const held = () =>
      Promise.all(TABLES.map((table) => count(`select count(*) as n from ${table}`)))
    const before = await held()
    for (const entity of ['customers', 'premises', 'connections', 'economies', 'open_items']) {
      const again = await load(client, entity)
      const figures = { loaded: 0n, repeated: 97n, rejected: 3n }
      assert.deepInclude({ ...again.figures }, figures, entity)
    }
    assert.deepEqual(await held(), before)
  }).tags(['@ED-2'])

  test('a file in the letters of the system before keeps its accents', async ({
    assert,
    client,
  }) => {
    const text = `key;kind;name;taxpayer_id;phone\nL1;fisica;Conceição Araújo;${testCpf(710_001)};`
    const run = await load(client, 'customers', Buffer.from(text, 'latin1'))
    assert.equal(run.figures.loaded, 1n)
    assert.equal(
      await count("select count(*) as n from registry_customers where name = 'Conceição Araújo'"),
      1
    )
  })

  test('a spreadsheet says the same as a CSV of it', async ({ assert, client }) => {
    const book = new exceljs.Workbook()
    const sheet = book.addWorksheet('Débitos')
    sheet.addRow([
      'key',
      'premise_key',
      'reference',
      'charge_type',
      'component',
      'due_on',
      'amount',
    ])
    const due = new Date('2026-09-10T00:00:00Z')
    sheet.addRow(['X1', 'U1', '08/2026', 'water', '', due, 80.5])
    sheet.addRow(['X2', 'U1', '08/2026', 'water', '', due, 'oitenta'])
    const content = new Uint8Array(await book.xlsx.writeBuffer())
    const run = await load(client, 'open_items', content, 'xlsx')
    assert.deepInclude({ ...run.figures }, { loaded: 1n, rejected: 1n })
    const [item] = await query<{ cents: bigint; due: string }>(
      db,
      `select i.amount_cents as cents, i.due_on::text as due from registry_legacy_keys k
         join receivables_items i on i.id = k.record_id where k.entity = 'open_items' and k.key = 'X1'`
    )
    assert.deepEqual({ ...item! }, { cents: 8_050n, due: '2026-09-10' })
  })

  test('what was put right is loaded', async ({ assert, client }) => {
    const right = FILES.customers!.replace('123.456.789-00', testCpf(700_017))
    const fixed = await load(client, 'customers', right)
    assert.deepInclude({ ...fixed.figures }, { loaded: 1n, repeated: 97n, rejected: 2n })
  })

  test('numbers stay, and the sequence goes on above them', async ({ assert, client }) => {
    assert.equal(
      await count(
        `select count(*) as n from registry_premises where registration_number = '900055'`
      ),
      1
    )
    const user = await bruno()
    const page = await client.get('/registry/take-over').loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), 'Débitos em aberto')
    const holders = await load(client, 'holders')
    assert.deepInclude({ ...holders.figures }, { loaded: 2n, rejected: 1n })
    assert.match(holders.issues[0]!.message, /titular anterior precisa terminar/)
  })

  test('former holders of a premise come in any order, and never two on one day', async ({
    assert,
    client,
  }) => {
    const holders = await load(
      client,
      'holders',
      [
        'key;premise_key;customer_key;role;from_on;until_on',
        'O1;U2;C3;titular;2001-01-01;2004-12-31',
        'O2;U2;C4;titular;2005-01-01;2015-01-30',
        'O3;U2;C5;titular;2004-12-31;2004-12-31',
      ].join('\n')
    )
    assert.deepInclude({ ...holders.figures }, { loaded: 2n, rejected: 1n })
    assert.equal(holders.issues[0]!.path, 'linha 4')
  })

  test('rental contracts come with their days: the ended are history, the running end by themselves, the planned begin', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-11-22T15:00:00Z')
    const owners = await load(
      client,
      'holders',
      [
        'key;premise_key;customer_key;role;from_on;until_on',
        'P5;U5;C15;proprietario;2010-01-01;',
        'T1;U5;C16;inquilino;2012-01-01;2013-12-31',
        'T2;U6;C16;inquilino;2024-01-01;',
      ].join('\n')
    )
    assert.deepInclude({ ...owners.figures }, { loaded: 2n, rejected: 1n })
    assert.match(owners.issues[0]!.message, /arquivo de contratos de locação/)
    const leases = [
      'key;premise_key;customer_key;number;from_on;until_on;responsible',
      'K1;U5;C5;7/2025;2025-12-01;2026-11-30;sim',
      'K2;U6;C16;;01/01/2020;31/12/2021;nao',
      'K3;U7;C18;;2027-01-01;2027-12-31;nao',
      'K4;U8;C19;;2026-01-01;2026-12-31;sim',
      'K5;U5;C20;;2026-06-01;;nao',
      'K6;U9;C21;;2026-03-01;2025-03-01;nao',
      'K7;U9;C21;;2026-03-01;;talvez',
      'K8;U10;C22;;2026-01-01;2026-11-22;nao',
    ].join('\n')
    const loaded = await load(client, 'leases', leases)
    assert.deepInclude({ ...loaded.figures }, { loaded: 4n, rejected: 4n })
    assert.match(loaded.issues[0]!.message, /titular do imóvel é outro/)
    assert.match(loaded.issues[1]!.message, /Já há contrato deste imóvel de 2025-12-01/)
    const again = await load(client, 'leases', leases)
    assert.deepInclude({ ...again.figures }, { loaded: 0n, repeated: 4n })

    const state = async (number: string) => {
      const rows = await query<{ status: string; tenant: string | null; holder: string }>(
        db,
        `select l.status, p.holder_name as holder,
                (select h.until_on::text from registry_holdings h where h.premise_id = p.id and h.role = 'tenant'
                  and h.customer_id = l.customer_id) as tenant
           from registry_leases l join registry_premises p on p.id = l.premise_id
          where p.street = 'Rua do Legado' and p.number = ? order by l.from_on`,
        [number]
      )
      return rows.map((row) => ({ ...row }))
    }
    assert.deepEqual(await state('5'), [
      { status: 'running', tenant: null, holder: 'Morador Antigo 5' },
    ])
    assert.deepInclude(await state('6'), {
      ...{ status: 'ended', tenant: '2021-12-31', holder: 'Morador Antigo 6' },
    })
    const [planned] = await state('7')
    assert.equal(planned!.status, 'planned')
    const [last] = await state('10')
    assert.equal(last!.status, 'running', 'the last day is inclusive')

    clock.freeze('2026-12-01T15:00:00Z')
    const user = await bruno()
    await runInline('registry.leases', { on: '2026-12-01' }, systemActor(user.municipalityId))
    assert.deepEqual(await state('5'), [
      { status: 'ended', tenant: '2026-11-30', holder: 'Morador Antigo 15' },
    ])
    clock.restore()
  })

  test('a tenant without a contract is named by a check, and leaves it when the contract is registered', async ({
    assert,
    client,
  }) => {
    const [row] = await query<{ premise: bigint; customer: bigint; number: string }>(
      db,
      `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
       select p.municipality_id, p.id, c.id, 'tenant', '2024-05-01' from registry_premises p, registry_customers c
        where p.street = 'Rua do Legado' and p.number = '30' and c.name = 'Morador Antigo 31'
       returning premise_id as premise, customer_id as customer, (select registration_number from registry_premises where id = premise_id) as number`
    )
    const user = await bruno()
    const found = async () => {
      await client.post('/registry/quality/run').loginAs(user).withCsrfToken().redirects(0)
      const run = await query<{ id: bigint }>(
        db,
        `select id from jobs_runs where job = 'registry.quality' order by id desc limit 1`
      )
      await workRun(run[0]!.id)
      const page = await client.get('/registry/quality/registry.tenant_without_lease').loginAs(user)
      page.assertStatus(200)
      return page.text()
    }
    assert.include(await found(), 'Inquilino Morador Antigo 31, desde 01/05/2024')
    const registered = await client
      .post('/api/actions/registry.premises.set_tenant')
      .loginAs(user)
      .withCsrfToken()
      .accept('json')
      .json({
        ...{ premise_id: String(row!.premise), customer_id: String(row!.customer) },
        ...{ from_on: '2024-05-01', lease_until: '2027-04-30' },
      })
    registered.assertStatus(200)
    assert.notInclude(await found(), 'Morador Antigo 31')
  })

  test('a file with another header or another form is refused whole, in words', async ({
    assert,
    client,
  }) => {
    const run = await load(client, 'customers', 'codigo;nome\n1;Fulano').catch(
      (error: unknown) => error
    )
    const told = JSON.stringify(run, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value
    )
    assert.match(`${told}${String(run)}`, /cabeçalho|missing columns|failed/)
    const [lines] = await query<{ n: number }>(
      db,
      `select count(*)::int as n from registry_customers where name = 'Fulano'`
    )
    assert.equal(lines!.n, 0)
    const short = await load(
      client,
      'customers',
      'key;kind;name\nX1;fisica;Pessoa Inteira\nX2;fisica'
    )
    assert.deepInclude({ ...short.figures }, { loaded: 1n, rejected: 1n })
    assert.match(short.issues[0]!.message, /2 colunas/)
  })
})
