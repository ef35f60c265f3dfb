import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { versionIn } from '#tests/scenarios/support/configuration'
import { open, problemOf, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { JUINA_2026 } from '../../domain/tariff_table.ts'

const EDITOR = '/configuration/tariff-table/default/draft'
const flat = (title: string) => ({
  title,
  minimum_m3: 0,
  blocks: [{ over: 0, to: null, price: '3' }],
})
const charge = (title: string, more: object) => ({
  ...{ charge_type: 'water', title, applies: {}, legal_basis: 'Lei 1/2026' },
  structure: { kind: 'brackets', per: 'economy', brackets: [{ over: 0, to: null, price: '2' }] },
  ...more,
})

/** Everything here is spelled as it should be but what the test changes. */
const tableWith = (more: object) => ({
  ...JUINA_2026,
  title: 'Tabela nova',
  categories: { RES: flat('Residencial') },
  ...more,
})

async function drafted(client: ApiClient, table: object): Promise<string> {
  const saved = await send(client, 'bruno', EDITOR, { content: JSON.stringify(table) })
  saved.assertStatus(302)
  return versionIn(saved.header('location'))
}

const submit = (client: ApiClient, id: string) =>
  send(client, 'bruno', `/configuration/versions/${id}/submit`, {
    ...{ from: '2026-12-02', reason: 'Reajuste', legal_basis: 'Resolução 7/2026' },
  })

async function statusOf(id: string): Promise<string> {
  const [row] = await query<{ status: string }>(
    db,
    'select status from configuration_versions where id = ?',
    [id]
  )
  return row!.status
}

const WRONG: readonly (readonly [what: string, table: object, path: string, text: string])[] = [
  [
    'a category',
    { categories: { RES: flat('Residencial'), XYZ: flat('Xis') } },
    '/categories/XYZ',
    'Xis: a categoria “XYZ” não está em “Categorias”',
  ],
  [
    'the tariff type of a category',
    { categories: { RES: { ...flat('Residencial'), tariff_type: 'socal' } } },
    '/categories/RES/tariff_type',
    'Residencial: o tipo de tarifa “socal”',
  ],
  [
    'the tariff type of a charge',
    { charges: [charge('Contrato', { tariff_type: 'contrato_9' })] },
    '/charges/0/tariff_type',
    'Contrato: o tipo de tarifa “contrato_9”',
  ],
  [
    'a profile',
    { charges: [charge('Social', { applies: { profiles: ['social', 'socail'] } })] },
    '/charges/0/applies/profiles/1',
    'Social: o tipo de tarifa “socail”',
  ],
  [
    'the size of a meter, however deep',
    {
      charges: [
        charge('Fixo', {
          charge_type: 'water_basic',
          structure: {
            kind: 'discount',
            percent: '10',
            reason: 'Desconto de teste',
            structure: { kind: 'fixed_by_meter', per: 'connection', amounts: { '3/4': '9.00' } },
          },
        }),
      ],
    },
    '/charges/0/structure/structure/amounts/3~14',
    'Fixo: o diâmetro de hidrômetro “3/4”',
  ],
  [
    'the frequency of a collection',
    {
      charges: [
        charge('Lixo', {
          charge_type: 'garbage',
          structure: {
            kind: 'matrix',
            per: 'economy',
            cells: [{ frequency: 'dayly', profile: 'household', amount: '1.00' }],
          },
        }),
      ],
    },
    '/charges/0/structure/cells/0/frequency',
    'Lixo: a frequência de coleta de lixo “dayly”',
  ],
  [
    'a unit of account',
    { unit: { code: 'UFX' } },
    '/unit/code',
    'a unidade “UFX” não tem valor em reais nessa data',
  ],
]

test.group('Tariffs | codes that nobody registered', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-12-01T15:00:00Z')
    return () => clock.restore()
  })

  for (const [what, more, path, text] of WRONG) {
    test(`${what}: the table is not sent, and is told where and what`, async ({
      client,
      assert,
    }) => {
      const id = await drafted(client, tableWith(more))
      const shown = await open(client, 'bruno', `/configuration/versions/${id}`)
      shown.assertTextIncludes(text)
      const refused = await submit(client, id)
      const problem = problemOf(refused)
      assert.equal(problem.code, 'E_CONFIGURATION_REFUSED')
      assert.include(problem.people, text)
      assert.include(problem.people, `(em ${path})`)
      assert.equal(await statusOf(id), 'draft')
    })
  }

  test('a charge that does not exist never becomes a draft', async ({ client, assert }) => {
    const before = await query(db, 'select id from configuration_versions')
    const table = tableWith({ charges: [charge('Gás', { charge_type: 'gas' })] })
    const refused = await send(client, 'bruno', EDITOR, { content: JSON.stringify(table) })
    refused.assertStatus(422)
    refused.assertTextIncludes('/charges/0/charge_type')
    assert.lengthOf(await query(db, 'select id from configuration_versions'), before.length)
  })

  test('a code that was taken out of use after the table was sent stops the approval', async ({
    client,
    assert,
  }) => {
    const id = await drafted(
      client,
      tableWith({ charges: [charge('Sazonal', { tariff_type: 'seasonal' })] })
    )
    await submit(client, id)
    assert.equal(await statusOf(id), 'in_review')
    await query(db, `update registry_tariff_types set is_active = false where code = 'seasonal'`)
    const refused = await send(client, 'ana', `/configuration/versions/${id}/approve`, {})
    assert.include(problemOf(refused).people, 'Sazonal: o tipo de tarifa “seasonal”')
    assert.equal(await statusOf(id), 'in_review')
    await query(db, `update registry_tariff_types set is_active = true where code = 'seasonal'`)
    await send(client, 'ana', `/configuration/versions/${id}/approve`, {})
    assert.equal(await statusOf(id), 'approved')
  })

  test('the editor of the rules has what the table in force says, to try a case that no example holds', async ({
    client,
    assert,
  }) => {
    const page = await open(client, 'bruno', '/configuration/ruleset/tariffs.charges/draft')
    const [, json] = /<script type="application\/json" data-studio-data[^>]*>(.*?)<\/script>/s.exec(
      page.text()
    )!
    const { lookups, decision } = JSON.parse(json!) as {
      lookups: Record<string, { minimum_m3: number }>
      decision: object
    }
    assert.includeMembers(Object.keys(lookups), ['tariff-category/RES', 'tariff-category/COM'])
    assert.equal(lookups['tariff-category/RES']!.minimum_m3, JUINA_2026.categories.RES!.minimum_m3)
    assert.property(lookups, 'tariff-sewage/collected')
    assert.notProperty(decision, 'derived')
  })
})
