import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { setVersion } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { versionIn } from '#tests/scenarios/support/configuration'
import { open, problemOf, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { JUINA_2026 } from '../../domain/tariff_table.ts'

test.group('Tariffs | versions by emergency', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-11-22T15:00:00Z')
    return () => clock.restore()
  })

  const tariff = '/configuration/tariff-table/default'
  const items = '/configuration/parameter/configuration.emergency_items'
  const drafted = async (client: ApiClient, path: string, content: string) => {
    const saved = await send(client, 'ana', `${path}/draft`, { content })
    return `/configuration/versions/${versionIn(saved.header('location'))}`
  }
  const attempt = (client: ApiClient, path: string) =>
    send(client, 'ana', `${path}/emergency`, { reason: 'Enchente' })
  const refusal = async (client: ApiClient, path: string) =>
    problemOf(await attempt(client, path)).code

  test('tables, rules and units of tariffs, and the rules of configuration itself; the attempt is audited', async ({
    assert,
    client,
  }) => {
    const table = JSON.stringify({ ...JUINA_2026, title: 'De emergência' })
    const path = await drafted(client, tariff, table)
    const page = await open(client, 'ana', path)
    assert.notInclude(page.text(), `${path}/emergency`)
    assert.equal(await refusal(client, path), 'E_CONFIGURATION_EMERGENCY_KIND')
    const [entry] = await query<{ payload: string }>(
      db,
      `select payload from audit_entries where action = 'configuration.emergency' order by id desc limit 1`
    )
    assert.include(entry!.payload, 'E_CONFIGURATION_EMERGENCY_KIND')
    const others = [
      ['/configuration/parameter/tariffs.index_units', { value: { UFM: '4.10' } }],
      [items, { value: [{ item: 'tariff-table/default', admitted: true }] }],
    ] as const
    for (const [item, content] of others) {
      const other = await drafted(client, item, JSON.stringify(content))
      assert.equal(await refusal(client, other), 'E_CONFIGURATION_EMERGENCY_KIND')
    }
    const rules = registries().decisions.get('tariffs.charges').ruleset
    const charges = await drafted(
      client,
      '/configuration/ruleset/tariffs.charges',
      JSON.stringify(rules)
    )
    assert.equal(await refusal(client, charges), 'E_CONFIGURATION_EMERGENCY_KIND')
  })

  test('the utility decides otherwise by a parameter that two people set', async ({ client }) => {
    const value = [{ item: 'tariff-table/default', admitted: true }]
    await setVersion('parameter', 'configuration.emergency_items', { value })
    const table = JSON.stringify({ ...JUINA_2026, title: 'De emergência' })
    const path = await drafted(client, tariff, table)
    const page = await open(client, 'ana', path)
    page.assertTextIncludes(`${path}/emergency`)
    await attempt(client, path)
    const shown = await open(client, 'ana', path)
    shown.assertTextIncludes('emergência, a ratificar até')
  })
})
