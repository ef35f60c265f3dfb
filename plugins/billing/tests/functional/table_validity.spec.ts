import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { TARIFF_TABLE, putInForce } from '#tests/scenarios/support/configuration'
import { send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { createMonth, run } from './billed_month.ts'
import { write } from './built_group.ts'
import { putVersion } from './put_version.ts'

const table = (title: string, water: string, sewage: string, service: string) => ({
  title,
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: water }] },
  },
  sewage: { collected: '50', collected_treated: sewage },
  garbage: {},
  services: { inspection: { title: 'Vistoria', amount: service } },
})

/** What 10 m³ read on a day are charged, and a service done on it. */
async function chargedOn(client: ApiClient, day: string, customer: string): Promise<string[]> {
  const month = await createMonth(
    [
      {
        economies: [{ category: 'RES', economies: 1 }],
        m3: '10',
        sewage: 'collected_treated',
      },
    ],
    '2026-11' as RefMonth
  )
  await query(db, 'update readings_readings set read_on = ? where load_id = ?', [day, month.loadId])
  await run(month, day as CivilDate)
  const lines = await query<{ line: string }>(
    db,
    `select charge_type || ' ' || (amount_cents / 100.0)::numeric(12, 2) as line from billing_charges
      where premise_id = ? order by number`,
    [month.premiseIds[0]!]
  )
  const issued = await send(client, 'bruno', '/billing/apart', {
    ...{ customer_id: customer, service: 'inspection', executed_on: day },
    ...{ due_on: '2026-12-20', reason_code: 'service' },
  })
  issued.assertStatus(302)
  const [service] = await query<{ line: string }>(
    db,
    `select 'service ' || (total_cents / 100.0)::numeric(12, 2) as line from billing_customer_charges order by id desc limit 1`
  )
  return [...lines, service!].map(({ line }) => line)
}

test.group('Billing | validity of a tariff table', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-11-10T15:00:00Z')
    return () => clock.restore()
  })

  test('the last day of a table is billed by it and the next by the one that follows: water, sewage and services', async ({
    client,
    assert,
  }) => {
    await putVersion('parameter', 'tariffs.deciding_date', { value: 'reading' })
    await putVersion('tariff-table', 'default', table('Tabela A', '3.00', '80', '20.00'))
    await putInForce(client, table('Tabela B', '4.00', '100', '25.00'), {
      ...{ item: TARIFF_TABLE, from: '2026-11-18', legalBasis: 'Resolução 2/2026' },
    })
    clock.freeze('2026-11-25T15:00:00Z')
    const { id } = await write(client, '/api/registry/customers', {
      ...{ kind: 'company', name: 'Parque de Diversões Ltda', taxpayer_id: '11222333000181' },
    })
    assert.deepEqual(await chargedOn(client, '2026-11-17', String(id)), [
      ...['water 30.00', 'sewage 24.00', 'service 20.00'],
    ])
    assert.deepEqual(await chargedOn(client, '2026-11-18', String(id)), [
      ...['water 40.00', 'sewage 40.00', 'service 25.00'],
    ])
  }).tags(['@TR-3.2.7.8.2'])
})
