import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { contentOnScreen, putInForce, versionIn } from '#tests/scenarios/support/configuration'
import { open, problemOf, send, userOf } from '#tests/scenarios/support/people'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import { JUINA_2026 } from '../../domain/tariff_table.ts'
import { minimumAndFixed } from '../cases/volume_cases.ts'
import { indexUnit } from '../cases/people_cases.ts'

const ITEM = 'tariff-table/default'

interface Answer {
  readonly line: number
  readonly result: { total: string; charges: { charge_type: string; amount: string }[] } | null
  readonly error: { code: string; text: string } | null
}

async function simulate(client: ApiClient, body: object, who: 'bruno' | 'carla' = 'bruno') {
  return client
    .post('/api/tariffs/simulate')
    .loginAs(await userOf(who))
    .withCsrfToken()
    .json(body)
}
const answers = (response: { body(): unknown }) =>
  (response.body() as { results: Answer[] }).results

const block = (over: number, to: number | null, price: string) => ({ over, to, price })
const FIVE = [
  block(0, 10, '3.00'),
  block(10, 20, '4.50'),
  block(20, 30, '5.00'),
  block(30, 50, '6.00'),
  block(50, null, '7.00'),
]

test.group('Tariffs | simulate', (group) => {
  freshDatabase(group)

  test('the interface answers one case with its charges and lines, in less than 50 ms once warm', async ({
    client,
    assert,
  }) => {
    const one = { m3: '20', sewage_class: 'collected_treated' }
    const first = await simulate(client, { case: one, on: '2026-11-04' })
    first.assertStatus(200)
    // 10 × 3.457 = 34.57; 10 × 4.149 = 41.49; 80 % of 76.06 = 60.848 → 60.85.
    assert.equal(answers(first)[0]!.result!.total, '136.91')
    const many = Array.from({ length: 50 }, () => one)
    const started = performance.now()
    const again = await simulate(client, { cases: many, on: '2026-11-04' })
    const each = (performance.now() - started) / many.length
    assert.lengthOf(answers(again), 50)
    assert.isBelow(each, 50)
  })

  test('a file of cases is answered line by line; a bad line tells why and stops no other', async ({
    assert,
  }) => {
    const path = join(await mkdtemp(join(tmpdir(), 'tariffs-')), 'cases.jsonl')
    const lines = [
      '{"m3":"10","category":"COM"}',
      '{"m3":"dez"}',
      '',
      '{"m3":"10","category":"RUR"}',
      '{"m3":',
      '{"m3":"30","categories":[{"category":"RES","economies":1},{"category":"COM","economies":1}],"split":{"method":"equal","leftover":"first","scale":0}}',
    ]
    await writeFile(path, lines.join('\n'))
    const { exitCode, text } = await command('tariffs:simulate', [
      `--cases=${path}`,
      '--on=2026-11-04',
      '--json',
    ])
    assert.equal(exitCode, 1)
    const results = JSON.parse(text) as Answer[]
    assert.deepEqual(
      results.map(({ line, result, error }) => [line, result?.total ?? error!.code]),
      [
        [1, '69.19'],
        [2, 'E_TARIFFS_CASE'],
        [4, 'E_RULES_LOOKUP_MISSING'],
        [5, 'E_TARIFFS_CASE_JSON'],
        // 15 m³ each: RES 34.57 + 5 × 4.149 = 20.745 → 20.75; COM 69.19 + 5 × 8.302 = 41.51.
        [6, '166.02'],
      ]
    )
    assert.include(results[1]!.error!.text, '/m3')
  })

  test('one case on the terminal is told in words', async ({ assert }) => {
    const path = join(await mkdtemp(join(tmpdir(), 'tariffs-')), 'case.json')
    await writeFile(path, '{"m3":"20"}')
    const { exitCode, text } = await command('tariffs:simulate', [
      `--case=${path}`,
      '--on=2026-11-04',
      '--user=bruno.faturamento@demo.aqueduto',
    ])
    assert.equal(exitCode, 0)
    assert.include(text, '10 a 20 m³: 10 m³, R$ 41,49')
    assert.include(text, 'Total: R$ 76,06')
    const refused = await command('tariffs:simulate', [
      `--case=${path}`,
      '--user=carla.atendimento@demo.aqueduto',
    ])
    assert.equal(refused.exitCode, 1)
    assert.include(refused.text, 'E_TARIFFS_FORBIDDEN')
  })

  test('a draft is simulated before anybody approves it, and changes nothing', async ({
    client,
    assert,
  }) => {
    const saved = await send(client, 'bruno', `/configuration/${ITEM}/draft`, {
      content: JSON.stringify(minimumAndFixed.table),
    })
    const draft = versionIn(saved.header('location'))
    assert.isNotEmpty(draft)
    const one = { m3: '15', sewage_class: 'collected_treated' }
    const drafted = await simulate(client, { case: one, on: '2026-11-04', draft })
    // 12.50 + 52.50 + 8.00 + 42.00
    assert.equal(answers(drafted)[0]!.result!.total, '115.00')
    const inForce = await simulate(client, { case: one, on: '2026-11-04' })
    // 34.57 + 20.75 = 55.32; 80 % = 44.256 → 44.26.
    assert.equal(answers(inForce)[0]!.result!.total, '99.58')
  })

  test('prices in a municipal unit wait for its value, by name', async ({ client, assert }) => {
    const saved = await send(client, 'bruno', `/configuration/${ITEM}/draft`, {
      content: JSON.stringify(indexUnit.table),
    })
    const draft = versionIn(saved.header('location'))
    const body = { case: { m3: '13', meter_size: '3/4' }, on: '2027-01-05', draft }
    const before = await simulate(client, body)
    before.assertStatus(422)
    assert.equal(answers(before)[0]!.error!.code, 'E_TARIFFS_UNIT_VALUE')
    await putInForce(
      client,
      { value: { UFM: '4.123457' } },
      { item: 'parameter/tariffs.index_units', from: '2026-12-01' }
    )
    const after = await simulate(client, body)
    assert.equal(answers(after)[0]!.result!.total, '58.37')
  })

  test('the screen shows charges, lines and legal basis; errors keep what was typed', async ({
    client,
    assert,
  }) => {
    const page = await open(client, 'bruno', '/tariffs/simulate?m3=20&on=2026-11-04')
    page.assertStatus(200)
    for (const text of ['Total R$ 76,06', '10 a 20 m³', '41,49', 'Lei 11.445/2007']) {
      assert.include(page.text(), text)
    }
    assert.match(page.text(), /for="economies_RES">Residencial<[\s\S]*?value="1"/)
    assert.match(page.text(), /<option value="social"[^>]*>Social</)
    const mixed = await open(
      client,
      'bruno',
      '/tariffs/simulate?m3=30&on=2026-11-04&economies_RES=2&economies_COM=1&profile=normal'
    )
    const same = await open(
      client,
      'bruno',
      '/tariffs/simulate?m3=30&on=2026-11-04&category=RES:2%2C%20COM:1'
    )
    const total = (text: string) => /Total R\$ [\d.,]+/.exec(text)?.[0]
    assert.isDefined(total(mixed.text()))
    assert.equal(total(mixed.text()), total(same.text()))
    assert.include(mixed.text(), '(Comercial)')
    const wrong = await open(client, 'bruno', '/tariffs/simulate?m3=abc')
    wrong.assertStatus(200)
    assert.include(wrong.text(), 'O caso não pode ser simulado')
    assert.include(wrong.text(), 'value="abc"')
  })

  test('a category, a table and its bands are made on screens and simulated; others get 403', async ({
    client,
    assert,
  }) => {
    const created = await send(client, 'bruno', '/registry/categories', {
      code: 'RUR',
      title: 'Rural',
    })
    created.assertStatus(302)
    const type = await send(client, 'bruno', '/registry/tariff-types', {
      code: 'rural',
      title: 'Rural',
    })
    type.assertStatus(302)
    for (const path of ['/registry/categories', '/registry/tariff-types']) {
      const list = await open(client, 'bruno', path)
      assert.match(list.text(), />\s*Rural\s*</, path)
    }
    const table = {
      ...JUINA_2026,
      categories: {
        ...JUINA_2026.categories,
        RUR: {
          title: 'Rural',
          minimum_m3: 0,
          blocks: FIVE.slice(0, 1).concat(block(10, null, '4.50')),
        },
      },
    }
    await putInForce(client, table, { item: ITEM, from: '2026-12-01', legalBasis: 'Resolução 9' })
    const answer = await simulate(client, {
      case: { m3: '15', category: 'RUR', previous_read_on: '2026-12-05', read_on: '2027-01-05' },
    })
    assert.equal(answers(answer)[0]!.result!.total, '52.50')
    const shown = await open(
      client,
      'bruno',
      '/tariffs/simulate?m3=15&category=RUR&previous_read_on=2026-12-05&on=2027-01-05'
    )
    assert.include(shown.text(), 'Total R$ 52,50')
    const refused = await open(client, 'carla', '/tariffs/simulate')
    refused.assertStatus(403)
    const forbidden = await simulate(client, { case: { m3: '1' } }, 'carla')
    forbidden.assertStatus(403)
    const draft = await open(client, 'carla', `/configuration/${ITEM}/draft`)
    draft.assertStatus(403)
    for (const path of ['/registry/categories/new', '/registry/tariff-types/new']) {
      const form = await open(client, 'carla', path)
      assert.equal(form.status(), 403, path)
    }
    for (const [path, form] of [
      ['/registry/categories', { code: 'FAZ', title: 'Fazenda' }],
      ['/registry/tariff-types', { code: 'fazenda', title: 'Fazenda' }],
      [`/configuration/${ITEM}/draft`, { content: JSON.stringify(table) }],
    ] as const) {
      const sent = await send(client, 'carla', path, form)
      assert.equal(problemOf(sent).code, 'E_ACCESS_DENIED', path)
    }
  }).tags(['@TR-3.2.7.8'])

  test('a table begun from another has its tariffs and bands, and leaves it as it was', async ({
    client,
    assert,
  }) => {
    const four = Object.fromEntries(
      Object.entries(JUINA_2026.categories).map(([code, one]) => [code, { ...one, blocks: FIVE }])
    )
    const original = { ...JUINA_2026, title: 'Tabela de vinte faixas', categories: four }
    const today = clock.today('America/Cuiaba')
    await putInForce(client, original, { item: ITEM, from: today, legalBasis: 'Resolução 10' })
    const stored = () =>
      query<{ id: bigint; content: string }>(
        db,
        `select id, content from configuration_versions where content like '%Tabela de vinte faixas%' order by id`
      )
    const [source] = await stored()
    // The editor of a new version begins with the content of the one in force.
    const copy = await contentOnScreen<typeof original>(client, ITEM)
    assert.deepEqual(copy, original)
    assert.lengthOf(Object.keys(copy.categories), 4)
    assert.lengthOf(
      Object.values(copy.categories).flatMap(({ blocks }) => blocks),
      20
    )
    copy.categories['RES']!.blocks[4]!.price = '7.77'
    const saved = await send(client, 'bruno', `/configuration/${ITEM}/draft`, {
      content: JSON.stringify(copy),
    })
    assert.isNotEmpty(versionIn(saved.header('location')))
    const versions = await stored()
    assert.lengthOf(versions, 2)
    assert.equal(versions[0]!.content, source!.content)
    assert.include(versions[1]!.content, '7.77')
  }).tags(['@TR-3.2.7.8.6'])
})
