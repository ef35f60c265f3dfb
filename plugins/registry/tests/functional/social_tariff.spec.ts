import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { premiseFactsByIds } from '#plugins/registry/api'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { premiseAt } from './support.ts'

async function send(client: ApiClient, path: string, form: Record<string, string>) {
  return client
    .post(path)
    .loginAs(await bruno())
    .withCsrfToken()
    .form(form)
    .redirects(0)
}

async function customer(name: string): Promise<string> {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from registry_customers where name = ?',
    [name]
  )
  return String(row!.id)
}

async function house(client: ApiClient, number: string, more: Record<string, string> = {}) {
  const neighbour = await premiseAt('Rua das Acácias', '100')
  const made = await send(client, '/registry/premises', {
    ...{ kind: 'single', street: 'Rua das Acácias', number, district: 'Centro' },
    locality_id: String(neighbour.locality_id),
    billing_group_id: String(neighbour.billing_group_id),
    ...{ category: 'RES', economies: '1', holder_from: '2026-10-01' },
    holder_id: await customer('Luzia Figueiredo'),
    ...more,
  })
  made.assertStatus(302)
  return /\/(\d+)$/.exec(made.header('location') ?? '')?.[1] ?? ''
}

test.group('Registry | social tariff', (group) => {
  freshDatabase(group)
  group.each.setup(() => clock.freeze('2026-11-10T15:00:00Z'))
  group.each.teardown(() => clock.restore())

  test('each criterion not met is told; who fits enters with a validity, once for a family', async ({
    client,
    assert,
  }) => {
    const holder = await customer('Luzia Figueiredo')
    const home = await house(client, '301')
    const shop = await house(client, '302', { category: 'COM' })
    const second = await house(client, '303')
    const form = {
      ...{ customer_id: holder, programme: 'cadunico', programme_number: '120.56412.54-5' },
      ...{ income_cents: '1.500,00', family_size: '3', from_on: '2026-11-10' },
    }
    const ask = (unit: string, more: Record<string, string> = {}) =>
      send(client, `/registry/premises/${unit}/change/social-tariff`, { ...form, ...more })
    const refusals = [
      [await ask(shop), 'a categoria da unidade não é residencial'],
      [
        await ask(home, { programme_number: '12056412548' }),
        'o número do programa social não é válido',
      ],
      [await ask(home, { income_cents: '9.000,00' }), 'a renda por pessoa passa do limite'],
      [
        await ask(home, { customer_id: await customer('Vera Lúcia Campos') }),
        'o beneficiário não é o titular da unidade',
      ],
    ] as const
    for (const [response, words] of refusals) {
      assert.equal(response.status(), 422, words)
      assert.include(response.text(), words)
    }
    const none = await query(db, 'select 1 from registry_social_benefits')
    assert.lengthOf(none, 0)

    const accepted = await ask(home)
    accepted.assertStatus(302)
    const [benefit] = await query(db, 'select from_on, until_on from registry_social_benefits')
    assert.deepEqual(benefit, { from_on: '2026-11-10', until_on: '2028-11-09' })
    const page = await client.get(`/registry/premises/${home}`).loginAs(await bruno())
    assert.include(page.text(), 'Tarifa social até 09/11/2028')
    const again = await ask(second)
    assert.equal(again.status(), 422)
    assert.include(again.text(), 'a família já tem o benefício na unidade')

    const { municipality_id: municipality } = await premiseAt('Rua das Acácias', '100')
    const tariffOn = async (on: string) => {
      const [facts] = await db.transaction((tx) =>
        premiseFactsByIds(tx, municipality, [BigInt(home)], on as never)
      )
      return facts!.tariffType
    }
    assert.equal(await tariffOn('2026-11-09'), 'normal')
    assert.equal(await tariffOn('2028-11-09'), 'social')
    // Kept for three months more without renewal (Lei 14.898/2024, art. 2º, § 2º).
    assert.equal(await tariffOn('2029-02-09'), 'social')
    assert.equal(await tariffOn('2029-02-10'), 'normal')

    // It is the family's: with another holder it ends on the day before (DECISIONS 45).
    clock.freeze('2026-12-10T15:00:00Z')
    const path = `/registry/premises/${home}/change/holder`
    const sale = { customer_id: await customer('Vera Lúcia Campos'), from_on: '2026-12-05' }
    const preview = await send(client, path, { ...sale, reason: 'Venda' })
    assert.include(preview.text(), 'A tarifa social termina em 04/12/2026: é da família de Luzia')
    assert.equal(await tariffOn('2026-12-05'), 'social')
    const changed = await send(client, path, { ...sale, reason: 'Venda', confirmed: 'true' })
    changed.assertStatus(302)
    assert.equal(await tariffOn('2026-12-04'), 'social')
    assert.equal(await tariffOn('2026-12-05'), 'normal')
  }).tags(['@AC-005'])
})
