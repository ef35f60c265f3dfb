import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { created, house, plainText, screen, submit } from './premise_forms.ts'

const INSUFFICIENT_PRIVILEGE = '42501'

test.group('Registry | premises', (group) => {
  freshDatabase(group)

  test('keeps the eleven attributes, refuses negative numbers, and takes pavements from their tables', async ({
    client,
    assert,
  }) => {
    const [paving] = await query<{ code: string; title: string }>(
      db,
      'select code, title from registry_street_pavement_types order by id limit 1'
    )
    const [sidewalk] = await query<{ code: string; title: string }>(
      db,
      'select code, title from registry_sidewalk_pavement_types order by id limit 1'
    )
    const attributes = {
      lot_number: '17-B',
      unit_number: '203',
      residents: '4',
      water_outlets: '6',
      built_area: '123,50',
      property_tax_number: '01.02.033.0044',
      has_water_tank: 'true',
      has_cistern: 'true',
      has_own_source: 'true',
      street_pavement: paving!.code,
      sidewalk_pavement: sidewalk!.code,
    }
    const id = await created(client, '/registry/premises', await house(attributes))
    const page = await screen(client, `/registry/premises/${id}/tabs/facts`)
    const shown = new Map(
      [...page.matchAll(/<dt[^>]*>([\s\S]*?)<\/dt>\s*<dd[^>]*>([\s\S]*?)<\/dd>/g)].map(
        ([, label, value]) => [plainText(label!), plainText(value!)] as const
      )
    )
    for (const [label, value] of [
      ['Número do lote', '17-B'],
      ['Número da unidade', '203'],
      ['Moradores', '4'],
      ['Tomadas de água', '6'],
      ['Inscrição imobiliária', '01.02.033.0044'],
      ['Tem caixa d’água', 'Sim'],
      ['Tem cisterna', 'Sim'],
      ['Tem fonte própria de água', 'Sim'],
      ['Pavimento da rua', paving!.title],
      ['Pavimento da calçada', sidewalk!.title],
    ] as const) {
      assert.equal(shown.get(label), value, label)
    }
    assert.match(shown.get('Área construída')!, /^123,50? m²$/)
    const [row] = await query(
      db,
      `select residents, water_outlets, has_water_tank, has_cistern, has_own_source from registry_premises where id = ?`,
      [id]
    )
    assert.deepEqual(row, {
      residents: 4,
      water_outlets: 6,
      has_water_tank: true,
      has_cistern: true,
      has_own_source: true,
    })
    const wrongs: Record<string, string>[] = [
      { residents: '-1' },
      { water_outlets: '-2' },
      { built_area: '-10' },
    ]
    for (const wrong of wrongs) {
      const refused = await submit(client, '/registry/premises', await house(wrong))
      assert.equal(refused.status(), 422, JSON.stringify(wrong))
    }
    for (const pavement of ['street_pavement', 'sidewalk_pavement']) {
      const unknown = await submit(client, '/registry/premises', await house({ [pavement]: 'xyz' }))
      assert.equal(unknown.status(), 422, pavement)
    }
    const zero = await house({ residents: '0', water_outlets: '0', built_area: '0' })
    assert.isNotEmpty(await created(client, '/registry/premises', zero))
    const form = await screen(client, '/registry/premises/new')
    for (const [name, choice] of [
      ['street_pavement', paving!],
      ['sidewalk_pavement', sidewalk!],
    ] as const) {
      const [, options = ''] =
        new RegExp(`<select[^>]*name="${name}"[^>]*>([\\s\\S]*?)</select>`).exec(form) ?? []
      assert.include(options, `value="${choice.code}"`, name)
    }
  }).tags(['@TR-3.2.2.2.1'])

  test('gives different numbers that never change nor come back, and tells a mistyped check digit', async ({
    client,
    assert,
  }) => {
    const first = await created(client, '/registry/premises', await house())
    const second = await created(client, '/registry/premises', await house({ number: '172' }))
    const numberOf = async (id: string) => {
      const [row] = await query<{ registration_number: string }>(
        db,
        'select registration_number from registry_premises where id = ?',
        [id]
      )
      return row!.registration_number
    }
    const number = await numberOf(first)
    assert.notEqual(number, await numberOf(second))

    const off = await submit(client, `/registry/premises/${first}/change/deactivate`, {
      on: '2026-10-20',
      reason: 'Demolido',
    })
    off.assertStatus(302)
    const third = await created(client, '/registry/premises', await house({ number: '174' }))
    assert.notEqual(await numberOf(third), number)
    const refusedBy = async (sql: string, bindings: string[]) => {
      try {
        await query(db, sql, bindings)
      } catch (error) {
        return (error as { code?: string }).code
      }
      return 'accepted'
    }
    assert.equal(
      await refusedBy('update registry_premises set registration_number = ? where id = ?', [
        '999999999',
        first,
      ]),
      INSUFFICIENT_PRIVILEGE
    )
    assert.equal(
      await refusedBy('update registry_premises set registration_number = ? where id = ?', [
        number,
        third,
      ]),
      INSUFFICIENT_PRIVILEGE
    )
    assert.equal(
      await refusedBy('delete from registry_premises where id = ?', [first]),
      INSUFFICIENT_PRIVILEGE
    )

    const kept = await client
      .patch(`/api/registry/premises/${first}`)
      .loginAs(await bruno())
      .accept('json')
      .withCsrfToken()
      .json({ registration_number: '999999999', complement: 'Fundos' })
    assert.notEqual(kept.status(), 500)
    assert.equal(await numberOf(first), number)

    const typed = `${number.slice(0, -1)}-${(Number(number.slice(-1)) + 1) % 10}`
    const search = await screen(client, `/registry/premises?q=${typed}`)
    assert.include(search, 'não confere: verifique os algarismos digitados')
    const found = await screen(client, `/search?q=${number.slice(0, -1)}-${number.slice(-1)}`)
    assert.include(found, `/registry/premises/${first}"`)
    const without = await screen(client, `/search?q=${number.slice(0, -1)}`)
    assert.include(without, `/registry/premises/${first}"`)
  }).tags(['@TR-3.2.2.2.3'])

  test('large consumers and public bodies are found by their kind, and unmarked premises by neither', async ({
    client,
    assert,
  }) => {
    const large = await created(
      client,
      '/registry/premises',
      await house({ special_kind: 'large_consumer' })
    )
    const body = await created(
      client,
      '/registry/premises',
      await house({ special_kind: 'public_body' })
    )
    const plain = await created(client, '/registry/premises', await house())
    const listed = async (kind: string) =>
      screen(client, `/registry/premises?special_kind=${kind}&size=100`)
    const link = (id: string) => `/registry/premises/${id}"`
    const larges = await listed('large_consumer')
    const bodies = await listed('public_body')
    assert.include(larges, link(large))
    assert.notInclude(larges, link(body))
    assert.include(bodies, link(body))
    for (const page of [larges, bodies]) assert.notInclude(page, link(plain))
  }).tags(['@TR-3.2.2.2.4'])
})
