import { test } from '@japa/runner'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import exceljs from 'exceljs'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const admin = () => userNamed('ana.admin')
const MATERIALS = '/registry/materials'

async function send(client: ApiClient, content: string | Buffer, name = 'materiais.csv') {
  return client
    .post(`${MATERIALS}/import`)
    .file('file', Buffer.from(content), { filename: name })
    .withCsrfToken()
    .loginAs(await admin())
    .redirects(0)
}

const pathOf = (response: ApiResponse) => String(response.header('location'))

async function check(client: ApiClient, path: string, columns: Record<string, string>, more = {}) {
  return client
    .post(`${path}/mapping`)
    .form({ columns, decimal: 'auto', ...more })
    .withCsrfToken()
    .loginAs(await admin())
}

async function load(client: ApiClient, path: string) {
  return client
    .post(`${path}/load`)
    .withCsrfToken()
    .loginAs(await admin())
}

const ALL = { code: '0', name: '1', material_type: '2', unit: '3' }
const HEADER = 'Código;Descrição;Tipo;Unidade'
const materials = () =>
  query<{ code: string; name: string; material_type: string | null; unit: string }>(
    db,
    'select code, name, material_type, unit from registry_materials order by code',
    []
  )

test.group('Records | import by the screens', (group) => {
  freshDatabase(group)

  test('a file of older Windows, separated by semicolons, is read and its columns guessed', async ({
    client,
    assert,
  }) => {
    const text = `${HEADER}\r\nT20;Tubo de irrigação 20 mm;Tubos e conexões;Metro\r\nL1;"Lacre; azul";seal;UN\r\n`
    const sent = await send(client, Buffer.from(text, 'latin1'))
    const page = await client.get(pathOf(sent)).loginAs(await admin())
    page.assertTextIncludes('CSV em Windows-1252, separado por ponto e vírgula')
    page.assertTextIncludes('Tubo de irrigação 20 mm')
    assert.match(page.text(), /name="columns\[code\]">[\s\S]*?value="0"\s+selected/)
    const checked = await check(client, pathOf(sent), ALL, { name: 'Almoxarifado' })
    checked.assertTextIncludes('Serão cadastradas')
    assert.lengthOf(await materials(), 0)
    const done = await load(client, pathOf(sent))
    done.assertTextIncludes('Cadastradas')
    assert.deepEqual(await materials(), [
      { code: 'L1', name: 'Lacre; azul', material_type: 'seal', unit: 'UN' },
      { code: 'T20', name: 'Tubo de irrigação 20 mm', material_type: 'pipe', unit: 'M' },
    ])
  })

  test('the same file again is recognised and doubles nothing; a kept mapping serves another order', async ({
    client,
    assert,
  }) => {
    const text = `${HEADER}\r\nT20;Tubo de irrigação 20 mm;Tubos e conexões;Metro\r\nL1;"Lacre; azul";seal;UN\r\n`
    const again = await send(client, Buffer.from(text, 'latin1'))
    const page = await client.get(pathOf(again)).loginAs(await admin())
    page.assertTextIncludes('Este mesmo arquivo já foi importado')
    const checked = await check(client, pathOf(again), ALL)
    checked.assertTextIncludes('Já estão iguais')
    assert.lengthOf(await materials(), 2)
    const turned = await send(client, 'Unidade,Código,Descrição\nCaixa,L1,Lacre verde\n')
    const kept = await client
      .post(`${pathOf(turned)}/mapping`)
      .form({ use: 'Almoxarifado' })
      .withCsrfToken()
      .loginAs(await admin())
    kept.assertTextIncludes('Serão alteradas')
    await load(client, pathOf(turned))
    assert.deepInclude(await materials(), {
      code: 'L1',
      name: 'Lacre verde',
      material_type: 'seal',
      unit: 'CX',
    })
  })

  test('bad lines are told by line, field, value and remedy, and come back as a file that can be corrected', async ({
    client,
    assert,
  }) => {
    const text = [
      HEADER,
      'A1;Areia;Pavimentação;Metro cúbico',
      'A2;;Pavimentação;M3',
      'A3;Brita;Pedras;M3',
      'A1;Areia fina;Pavimentação;M3',
      'A5;Cal;Pavimentação;KG;sobra',
      'A6;Cimento;;',
    ].join('\n')
    const sent = await send(client, text)
    const checked = await check(client, pathOf(sent), ALL)
    for (const words of [
      'Preencha este campo.',
      '“Pedras” não existe em Tipos de material.',
      'Repete a chave da linha 2 deste arquivo.',
      'A linha tem 5 colunas e os títulos são 4.',
    ])
      checked.assertTextIncludes(words)
    await load(client, pathOf(sent))
    assert.lengthOf(await materials(), 3)
    const file = await client.get(`${pathOf(sent)}/rejected`).loginAs(await admin())
    const lines = file.text().trim().split('\r\n')
    assert.lengthOf(lines, 6)
    assert.match(lines[0]!, /Código;Descrição;Tipo;Unidade;Motivo da recusa$/)
    const corrected = [lines[0]!.replace('\uFEFF', ''), lines[2]!.replace('Pedras', 'Pavimentação')]
    const second = await send(client, corrected.join('\n'))
    const rechecked = await check(client, pathOf(second), ALL)
    rechecked.assertTextIncludes('Serão cadastradas')
    await load(client, pathOf(second))
    assert.deepInclude(await materials(), {
      code: 'A3',
      name: 'Brita',
      material_type: 'paving',
      unit: 'M3',
    })
  })

  test('a workbook brings numbers and dates as they are, and a formula as text', async ({
    client,
    assert,
  }) => {
    const workbook = new exceljs.Workbook()
    const sheet = workbook.addWorksheet('Funcionários')
    sheet.addRow(['Matrícula funcional', 'Nome', 'Admitido em', 'Cargo'])
    sheet.addRow([1207, 'João da Silva', new Date('2020-03-02T00:00:00Z'), 'Encanador'])
    sheet.addRow([1208, { formula: 'A2&"x"', result: 'enganado' }, '5/3/2021', 'plumber'])
    const response = await client
      .post('/registry/employees/import')
      .file('file', Buffer.from(await workbook.xlsx.writeBuffer()), { filename: 'pessoal.xlsx' })
      .withCsrfToken()
      .loginAs(await admin())
      .redirects(0)
    const path = pathOf(response)
    const columns = { registration: '0', name: '1', hired_on: '2', job_title: '3' }
    await check(client, path, columns)
    await load(client, path)
    const rows = await query(
      db,
      'select registration, name, hired_on, job_title from registry_employees order by 1',
      []
    )
    assert.deepEqual(rows, [
      { registration: '1207', name: 'João da Silva', hired_on: '2020-03-02', job_title: 'plumber' },
      { registration: '1208', name: '=A2&"x"', hired_on: '2021-03-05', job_title: 'plumber' },
    ])
  })

  test('files that cannot be are refused in words')
    .with([
      { content: '', words: 'está vazio' },
      { content: `${HEADER}\n`, words: 'só tem a linha de títulos' },
      { content: 'Código;Código\n1;2\n', words: 'aparece mais de uma vez' },
      { content: 'Código;Nome\n1;"sem fim\n', words: 'há aspas que não fecham' },
      { content: '<!doctype html><p>x', words: 'não é de um tipo aceito' },
      { content: `PK\u0003\u0004${'x'.repeat(50)}`, words: 'não é de um tipo aceito' },
    ])
    .run(async ({ client }, { content, words }) => {
      const response = await send(client, content)
      response.assertStatus(422)
      response.assertTextIncludes(words)
    })

  test('who may not import sees no button and no page; who may not write the record neither', async ({
    client,
    assert,
  }) => {
    const carla = await userNamed('carla.atendimento')
    const list = await client.get(MATERIALS).loginAs(carla)
    assert.notInclude(list.text(), `${MATERIALS}/import`)
    const page = await client.get(`${MATERIALS}/import`).loginAs(carla)
    page.assertStatus(403)
    const closed = await client.get('/registry/holdings/import').loginAs(await admin())
    closed.assertStatus(404)
  })

  test('columns that are nowhere or twice are refused, with what was chosen still there', async ({
    client,
  }) => {
    const sent = await send(client, `${HEADER}\nZ1;Zinco;;KG\n`)
    const twice = await check(client, pathOf(sent), { code: '0', name: '0' })
    twice.assertStatus(422)
    twice.assertTextIncludes('está em dois campos')
    const none = await check(client, pathOf(sent), { code: '', name: '' })
    none.assertStatus(422)
  })
})

test.group('Records | import by REST and command', (group) => {
  freshDatabase(group)

  test('REST sends, checks, lists what is refused and loads', async ({ client, assert }) => {
    const sent = await client
      .post(`/api${MATERIALS}/imports`)
      .file('file', Buffer.from(`${HEADER}\nB1;Balde;;UN\nB2;Bota;;PAR\n`), { filename: 'b.csv' })
      .withCsrfToken()
      .loginAs(await admin())
    sent.assertStatus(201)
    const { id, counts, rejected } = sent.body()
    assert.deepEqual(counts, { create: 1, bad: 1 })
    assert.include(rejected[0].message, '“PAR” não existe em Unidades de medida.')
    assert.equal(rejected[0].line, 3)
    const loaded = await client
      .post(`/api${MATERIALS}/imports/${id}/load`)
      .withCsrfToken()
      .loginAs(await admin())
    assert.containSubset(loaded.body(), { status: 'done', counts: { created: 1, bad: 1 } })
  })

  test('every chunk is in the trail with the digest of its lines', async ({ assert }) => {
    const entries = await query<{ payload: string }>(
      db,
      "select payload from audit_entries where action like 'records.import%' order by id",
      []
    )
    assert.isTrue(entries.some(({ payload }) => /"sha256":"\w{64}"/.test(payload)))
  })
})
