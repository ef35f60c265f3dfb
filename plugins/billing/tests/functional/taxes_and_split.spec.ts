import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { putInForce } from '#tests/scenarios/support/configuration'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { createMonth, invoicesOf, run } from './billed_month.ts'
import { putVersion } from './put_version.ts'

const RES = { category: 'RES', economies: 1 }
const day = (text: string) => text as CivilDate
const TAXES = 'parameter/tariffs.taxes'

const pis = (...rates: { from: string; until: string | null; percent: string }[]) => ({
  value: [{ code: 'PIS', title: 'PIS', rates }],
})

test.group('Billing | taxes of the date of the invoice', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2024-12-10T15:00:00Z')
    return () => clock.restore()
  })

  test('an invoice of 30/06 shows the old rate and one of 01/07 the new; an overlap is refused', async ({
    client,
    assert,
  }) => {
    const old = { from: '2025-01-01', until: '2025-07-01', percent: '0.65' }
    const fresh = { from: '2025-07-01', until: null, percent: '1.00' }
    const overlap = await send(client, 'bruno', `/configuration/${TAXES}/draft`, {
      content: JSON.stringify(pis(old, fresh)),
    })
    overlap.assertStatus(422)
    overlap.assertTextIncludes('a alíquota de 01/07/2025 sobrepõe-se à de 01/01/2025 a 01/07/2025')
    await putInForce(client, pis({ ...old, until: null }, fresh), {
      ...{ item: TAXES, from: '2025-01-01', legalBasis: 'Lei 10.637/2002' },
    })
    clock.freeze('2025-07-02T15:00:00Z')
    const bill = async (reference: string, issuedOn: string) => {
      const month = await createMonth([{ economies: [RES], m3: '20' }], reference as RefMonth)
      await run(month, day(issuedOn))
      const [invoice] = await invoicesOf(month)
      const page = await open(client, 'bruno', `/billing/invoices/${invoice!.id}/document`)
      page.assertStatus(200)
      return { own: invoice!.own_cents, text: page.text().replaceAll('\u00A0', ' ') }
    }
    // 10 × 3.457 + 10 × 4.149 = 34.57 + 41.49 = 76.06: 0.65 % is 0.49439 → 0.49; 1 % is 0.7606 → 0.76.
    const june = await bill('2025-06', '2025-06-30')
    assert.equal(june.own, 7606n)
    assert.include(june.text, 'Tributos incluídos no valor (Lei 12.741/2012): PIS 0,65% (R$ 0,49).')
    const july = await bill('2025-06', '2025-07-01')
    assert.include(july.text, 'PIS 1,00% (R$ 0,76).')
  }).tags(['@TR-3.2.7.7'])
})

test.group('Billing | equal parts among categories', (group) => {
  freshDatabase(group)

  test('30 m³ of two categories are 15 and 15 by the bands of each, of three 10 each', async ({
    client,
    assert,
  }) => {
    await putVersion('parameter', 'billing.category_split', {
      value: { method: 'equal', scale: 0, leftover: 'largest-remainder' },
    } as never)
    const month = await createMonth([
      // The economies do not count: parts are of the categories.
      {
        economies: [
          { category: 'RES', economies: 3 },
          { category: 'COM', economies: 1 },
        ],
        m3: '30',
      },
      {
        economies: [RES, { category: 'COM', economies: 1 }, { category: 'IND', economies: 1 }],
        m3: '30',
      },
    ])
    await run(month)
    const invoices = await invoicesOf(month)
    const water = async (id: bigint) => {
      const rows = await query<{ category: string; quantity_m3: string; amount_cents: bigint }>(
        db,
        `select category, quantity_m3, amount_cents from billing_charges
          where invoice_id = ? and charge_type = 'water' order by category desc`,
        [id]
      )
      return rows.map((one) => [one.category, Number(one.quantity_m3), one.amount_cents])
    }
    assert.deepEqual(await water(invoices[0]!.id), [
      // 3 economies: 15 m³ within 3 × 10 at 3.457 = 51.855 → 51.86.
      ['RES', 15, 5186n],
      // 10 × 6.919 + 5 × 8.302 = 69.19 + 41.51 = 110.70.
      ['COM', 15, 11070n],
    ])
    assert.deepEqual(await water(invoices[1]!.id), [
      ['RES', 10, 3457n],
      ['IND', 10, 9427n],
      ['COM', 10, 6919n],
    ])
    const page = await open(client, 'bruno', `/billing/invoices/${invoices[1]!.id}/document`)
    for (const text of ['34,57', '94,27', '69,19']) assert.include(page.text(), text)
  }).tags(['@TR-3.2.7.8.7'])
})

test.group('Billing | contracted demand', (group) => {
  freshDatabase(group)

  test('less than the contract is billed as the contract, more at its excess price; others have the table', async ({
    client,
    assert,
  }) => {
    const type = await send(client, 'bruno', '/registry/tariff-types', {
      ...{ code: 'contract_frigo', title: 'Contrato 12, frigorífico' },
    })
    type.assertStatus(302)
    const brackets = [
      { over: 0, to: 500, price: '3.20' },
      { over: 500, to: null, price: '5.10' },
    ]
    const structure = { kind: 'brackets', per: 'bill', brackets }
    await putVersion('tariff-table', 'default', {
      title: 'Tabela com contrato',
      rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
      categories: {
        IND: { title: 'Industrial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '9.00' }] },
      },
      ...{ sewage: {}, garbage: {} },
      charges: [
        {
          ...{ charge_type: 'water', tariff_type: 'contract_frigo', title: 'Contrato 12' },
          applies: { profiles: ['contract_frigo'] },
          legal_basis: 'Contrato de demanda 12/2026, cláusula 4',
          structure: { kind: 'minimum_volume', per: 'bill', each: 'month', m3: '500', structure },
        },
      ],
    } as never)
    const economies = [{ category: 'IND', economies: 1 }]
    const month = await createMonth([
      { economies, m3: '420', tariffType: 'contract_frigo' },
      { economies, m3: '560', tariffType: 'contract_frigo' },
      { economies, m3: '420', tariffType: 'normal' },
    ])
    await run(month)
    const invoices = await invoicesOf(month)
    assert.deepEqual(
      invoices.map(({ total_cents: cents }) => cents),
      // 500 × 3.20 = 1,600.00; + 60 × 5.10 = 306.00; 420 × 9.00 = 3,780.00.
      [160000n, 190600n, 378000n]
    )
    const page = await open(client, 'bruno', `/billing/invoices/${invoices[1]!.id}/document`)
    for (const text of ['1.600,00', '306,00', 'Contrato de demanda 12/2026, cláusula 4']) {
      assert.include(page.text(), text)
    }
  })
})
