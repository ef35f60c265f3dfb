import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { createMonth, invoicesOf, run } from './billed_month.ts'
import { putVersion } from './put_version.ts'

const block = (price: string) => [{ over: 0, to: null, price }]
const flat = (title: string, price: string) => ({ title, minimum_m3: 0, blocks: block(price) })
const charge = (applies: Record<string, string[] | boolean>, amount: string) => ({
  ...{ charge_type: 'water', title: 'Tarifa fixa', applies, legal_basis: 'Lei 1/2026' },
  structure: { kind: 'fixed', per: 'bill', amount },
})

const TABLE = {
  title: 'Tabela que pergunta',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: flat('Residencial', '3.00'),
    COM: flat('Comercial', '4.00'),
    IND: flat('Industrial', '5.00'),
  },
  sewage: {},
  garbage: {},
  charges: [
    charge({ categories: ['RES'], profiles: ['social'] }, '20.00'),
    charge({ categories: ['COM'], is_metered: false }, '70.00'),
    charge({}, '50.00'),
  ],
}

test.group('Billing | a tariff table that asks what the month does not say', (group) => {
  freshDatabase(group)
  group.setup(() => putVersion('tariff-table', 'default', TABLE))

  test('parks the set with the reason, and charges by what is known', async ({ assert }) => {
    const month = await createMonth([
      { economies: [{ category: 'RES', economies: 1 }], m3: '10' },
      { economies: [{ category: 'COM', economies: 1 }], m3: '10' },
      {
        economies: [
          { category: 'COM', economies: 1 },
          { category: 'IND', economies: 1 },
        ],
        m3: '10',
      },
    ])
    const summary = await run(month)
    assert.equal(summary.parked, 2)
    const parked = await query<{ code: string; message: string; premise_id: bigint }>(
      db,
      'select code, message, premise_id from billing_parked where set_key = any(?::bigint[]) order by set_key',
      [month.premiseIds]
    )
    assert.deepInclude(parked[0], { code: 'tariff_missing', premise_id: month.premiseIds[0] })
    assert.include(parked[0]!.message, 'o perfil do imóvel')
    assert.deepInclude(parked[1], { code: 'tariff_missing', premise_id: month.premiseIds[2] })
    assert.include(parked[1]!.message, 'mais de uma categoria')
    const invoices = await invoicesOf(month)
    assert.deepEqual(
      invoices.map(({ premise_id: id, total_cents: cents }) => [id, cents]),
      // The fixture's premises have no meter: the second pays what the table says for them.
      [[month.premiseIds[1], 7000n]]
    )
  })
})
