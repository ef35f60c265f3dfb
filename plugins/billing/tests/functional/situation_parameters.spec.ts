import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { putInForce } from '#tests/scenarios/support/configuration'
import { open } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { createMonth, invoicesOf, run } from './billed_month.ts'

/** In the order of the requirement: 12.1 to 12.11. */
const ELEVEN = [
  'receivables.late_fine_percent',
  'receivables.monthly_interest_percent',
  'billing.minimum_individual_cents',
  'billing.minimum_issue_cents',
  'billing.first_charge_days',
  'billing.history_from',
  'billing.delivery_fee',
  'billing.leak_max_water_percent',
  'billing.leak_max_sewage_percent',
  'billing.leak_rule',
  'billing.excess_message',
]

test.group('Billing | parameters of billing situations', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-06-10T15:00:00Z')
    return () => clock.restore()
  })

  test('all eleven are listed; one changed counts in the next calculation, and both values are kept', async ({
    client,
    assert,
  }) => {
    let list = ''
    for (const page of [1, 2, 3, 4]) {
      const part = await open(client, 'bruno', `/configuration?kind=parameter&page=${page}`)
      part.assertStatus(200)
      list += part.text()
    }
    for (const key of ELEVEN) {
      assert.include(list, `/configuration/parameter/${key}"`, key)
      const page = await open(client, 'bruno', `/configuration/parameter/${key}`)
      page.assertStatus(200)
    }
    const key = 'billing.minimum_issue_cents'
    const item = `parameter/${key}`
    const bill = async (reference: string) => {
      const month = await createMonth(
        [{ economies: [{ category: 'RES', economies: 1 }], m3: '1' }],
        reference as RefMonth
      )
      await run(month, `${reference}-20` as CivilDate)
      const [invoice] = await invoicesOf(month)
      return invoice!
    }
    const before = await bill('2026-06')
    assert.isAbove(Number(before.total_cents), 0)
    assert.equal(before.carried_out_cents, 0n)
    await putInForce(client, { value: 9900 }, { item, from: '2026-07-01' })
    clock.freeze('2026-07-02T15:00:00Z')
    const after = await bill('2026-07')
    assert.deepInclude(after, { total_cents: 0n, carried_out_cents: before.total_cents })

    const versions = await query<{ id: bigint }>(
      db,
      `select v.id from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.kind = 'parameter' and i.key = ? order by v.id`,
      [key]
    )
    const [old, fresh] = [versions.at(-2)!.id, versions.at(-1)!.id]
    const compared = await open(
      client,
      'bruno',
      `/configuration/compare?before=${old}&after=${fresh}`
    )
    const words = compared.text().replaceAll('\u00A0', ' ')
    for (const text of ['R$ 0,00', 'R$ 99,00']) assert.include(words, text)
    const page = await open(client, 'bruno', `/configuration/versions/${fresh}`)
    for (const text of ['Bruno Matos', 'Ana Ribeiro', '10/06/2026']) page.assertTextIncludes(text)
    assert.match(page.text(), /10\/06\/2026[^<]*\d{2}:\d{2}/)
  }).tags(['@TR-3.2.7.12'])
})
