import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { readFileSync } from 'node:fs'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { Dec } from '#core/money/index'
import { parseCollectionBarcode } from '#plugins/receivables/domain/febraban_barcode'
import { freshDatabase } from '#tests/support/database'
import { shareText } from '../../domain/share_text.ts'
import { findInvoice } from '../../services/invoices/invoice_rows.ts'
import { recomputeInvoice } from '../../services/replay/recompute_invoice.ts'
import { type TestPremise, createMonth, invoicesOf, nextMonthOf, run } from './billed_month.ts'

interface Bill {
  readonly id: string
  readonly inputs: {
    readonly category: string
    readonly volume_m3: number
    readonly economies: number
  }
  readonly expected: { readonly water: string }
}

const bills = JSON.parse(
  readFileSync(
    new URL('../../../../core/rules/tests/fixtures/juina_2026_bills.json', import.meta.url),
    'utf8'
  )
) as Bill[]

test.group('Billing | billing.run', (group) => {
  freshDatabase(group)

  test('bills the twelve published bills of Juína to the cent', async ({ assert }) => {
    const month = await createMonth(
      bills.map(({ inputs }) => ({
        economies: [{ category: inputs.category, economies: inputs.economies }],
        m3: String(inputs.volume_m3),
      }))
    )
    const summary = await run(month)
    assert.equal(summary.status, 'done')
    const invoices = await invoicesOf(month)
    assert.deepEqual(
      invoices.map(({ total_cents: cents }) => Dec.ofCents(cents).toFixed(2)),
      bills.map(({ expected }) => expected.water)
    )
    assert.equal(summary.figures.invoices, 12n)
    for (const invoice of invoices) {
      const { amountCents } = parseCollectionBarcode(invoice.barcode!)
      assert.equal(amountCents, invoice.total_cents)
      assert.equal(invoice.due_on, '2026-12-10') // first day 10 at least ten days after 20/11
    }
  })

  test('adds nothing when the same run is started again', async ({ assert }) => {
    const month = await createMonth([{ economies: [{ category: 'RES', economies: 1 }], m3: '10' }])
    await run(month)
    const before = await invoicesOf(month)
    const again = await run(month)
    assert.isTrue(again.isRepeat)
    assert.deepEqual(await invoicesOf(month), before)
  })

  test('refuses an issue date before the last reading or long after it', async ({ assert }) => {
    const month = await createMonth([{ economies: [{ category: 'RES', economies: 1 }], m3: '10' }])
    // read on 18/11/2026: 2025-01-10 is a slip of the keyboard, 18/01/2027 is one day too late
    for (const date of ['2025-01-10', '2026-11-17', '2027-01-18', '2126-11-20']) {
      const refused = await run(month, date as CivilDate)
      assert.equal(refused.status, 'failed', date)
      const [row] = await query<{ error: string }>(db, 'select error from jobs_runs where id = ?', [
        refused.id,
      ])
      assert.include(row!.error, 'se emitem entre 18/11/2026, a última leitura da carga', date)
    }
    assert.lengthOf(await invoicesOf(month), 0)
    const late = await run(month, '2027-01-17' as CivilDate)
    assert.equal(late.status, 'done')
  })

  test('parks a set with an impossible fact whole and bills the others', async ({ assert }) => {
    const residence = [{ category: 'RES', economies: 1 }]
    const month = await createMonth([
      { economies: residence, m3: '10', state: 'held' },
      { economies: residence, m3: '10', holder: false },
      { economies: [{ category: 'XYZ', economies: 1 }], m3: '10' },
      { economies: [], m3: '30', kind: 'condominium_master' },
      { economies: residence, m3: '10', kind: 'condominium_child', state: 'held' },
      { economies: residence, m3: '10', kind: 'condominium_child' },
      { economies: residence, m3: '20' },
    ])
    const summary = await run(month)
    assert.equal(summary.status, 'done')
    assert.equal(summary.parked, 4)
    const invoices = await invoicesOf(month)
    assert.deepEqual(
      invoices.map(({ premise_id: id }) => id),
      [month.premiseIds[6]]
    )
    const parked = await query<{ code: string; set_key: bigint }>(
      db,
      'select code, set_key from billing_parked where set_key = any(?::bigint[]) order by id',
      [month.premiseIds]
    )
    assert.deepEqual(
      parked.map(({ code }) => code),
      ['reading_held', 'holder_missing', 'tariff_missing', 'reading_held']
    )
    assert.equal(parked[3]!.set_key, month.premiseIds[3])
  })

  test('shares a condominium before the brackets and prints no barcode for a zero total', async ({
    assert,
  }) => {
    const residence = [{ category: 'RES', economies: 1 }]
    const month = await createMonth([
      { economies: [], m3: '35', kind: 'condominium_master' },
      { economies: residence, m3: '10', kind: 'condominium_child' },
      { economies: residence, m3: '20', kind: 'condominium_child' },
    ])
    await run(month)
    const [master, first, second] = await invoicesOf(month)
    // 35 − 30 = 5 m³ shared: 3 and 2. 13 m³ = 34.57 + 3 × 4.149 = 47.02; 22 m³ = 76.06 + 2 × 4.978 = 86.02
    assert.deepEqual([first!.billed_m3, first!.total_cents], ['13.000000', 4702n])
    assert.deepEqual([second!.billed_m3, second!.total_cents], ['22.000000', 8602n])
    assert.deepEqual(
      [master!.billed_m3, master!.total_cents, master!.barcode],
      ['0.000000', 0n, null]
    )
    assert.equal(master!.settlement, 'settled')
  })

  test('takes from the next month of a condominium what its units were billed beyond its meter', async ({
    assert,
  }) => {
    const residence = [{ category: 'RES', economies: 1 }]
    const set = (total: string, first: string, second: string): TestPremise[] => [
      { economies: [], m3: total, kind: 'condominium_master' },
      { economies: residence, m3: first, kind: 'condominium_child' },
      { economies: residence, m3: second, kind: 'condominium_child' },
    ]
    const month = await createMonth(set('25', '10', '20'), '2026-06' as RefMonth)
    await run(month, '2026-06-20' as CivilDate)
    const [master] = await invoicesOf(month)
    assert.equal(master!.share_credit_m3, '5.000000')
    const july = await nextMonthOf(month, '2026-07' as RefMonth, set('40', '10', '15'))
    await run(july, '2026-07-20' as CivilDate)
    const billed = await invoicesOf(july)
    // 40 − 25 − 5 of credit = 10 to share
    assert.deepEqual(
      billed.map(({ billed_m3: m3 }) => m3),
      ['0.000000', '15.000000', '20.000000']
    )
    const again = await db.transaction(async (tx) =>
      recomputeInvoice(tx, await findInvoice(tx, july.municipalityId, billed[1]!.id))
    )
    assert.equal(again.composed!.billedM3, '15')
    assert.include(shareText(again.composed!.share), 'crédito de 5 m³ de meses anteriores')
  })
})
