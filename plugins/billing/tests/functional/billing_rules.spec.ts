import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { systemActor } from '#core/access/index'
import { participate } from '#core/actions/index'
import { type Advice, receiveAdvices } from '#plugins/receivables/api'
import { freshDatabase } from '#tests/support/database'
import {
  type InvoiceRow,
  type TestMonth,
  createMonth,
  invoicesOf,
  nextMonthOf,
  run,
} from './billed_month.ts'
import { lateReplayed, lateWithFine } from './late_population.ts'
import { putVersion } from './put_version.ts'

const SHOP = [{ category: 'COM', economies: 1 }]
const block = (over: number, to: number | null, price: string) => ({ over, to, price })

const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: {
      title: 'Residencial',
      minimum_m3: 0,
      blocks: [block(0, 10, '3.00'), block(10, 20, '4.50'), block(20, null, '6.00')],
    },
    COM: { title: 'Comercial', minimum_m3: 0, blocks: [block(0, null, '1.00')] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: { RES: '12.00' },
}

const shop = (m3: string) => [{ economies: SHOP, m3 }]
const on = (date: string) => date as CivilDate

async function pay(month: TestMonth, invoice: InvoiceRow, times: number): Promise<void> {
  const advices = Array.from({ length: times }, (_, index): Advice => ({
    identity: `pay/${invoice.id}/${index}`,
    channel: 'collection_return',
    sourceType: 'test',
    sourceId: null,
    agentCode: '001',
    paidOn: invoice.due_on,
    creditedOn: null,
    amountCents: invoice.total_cents,
    feeCents: 0n,
    barcode: invoice.barcode,
    endToEndId: null,
    txid: null,
    authentication: null,
  }))
  const { municipalityId } = month
  await db.transaction((tx) => {
    const now = new Date(`${invoice.due_on}T12:00:00Z`)
    const context = { tx, municipalityId, actor: systemActor(municipalityId), now }
    return receiveAdvices(
      tx,
      {
        municipalityId,
        postedOn: invoice.due_on,
        participate: (point, payload) => participate(point, payload, context),
      },
      advices
    )
  })
}

test.group('Billing | rules of a run', (group) => {
  freshDatabase(group)
  group.setup(() => putVersion('tariff-table', 'default', TABLE))

  test('charges water and sewage by bracket and economies, and garbage by economy', async ({
    assert,
  }) => {
    const month = await createMonth([
      {
        economies: [{ category: 'RES', economies: 2 }],
        m3: '30',
        sewage: 'collected_treated',
      },
    ])
    await run(month)
    const charges = await query<{ charge_type: string; amount_cents: bigint }>(
      db,
      'select charge_type, amount_cents from billing_charges where premise_id = ? order by number',
      [month.premiseIds[0]!]
    )
    // 15 m³ per economy: 2 × (10 × 3.00 + 5 × 4.50) = 105.00; 80 % = 84.00; 2 × 12.00 = 24.00
    assert.deepEqual(charges, [
      { charge_type: 'water', amount_cents: 10_500n },
      { charge_type: 'sewage', amount_cents: 8400n },
      { charge_type: 'garbage', amount_cents: 2400n },
    ])
    const [invoice] = await invoicesOf(month)
    assert.deepInclude(invoice!, { total_cents: 21_300n, third_party_cents: 2400n })
  }).tags(['@TR-3.2.7.9'])

  test('bills a unit in the run of its own group only', async ({ assert }) => {
    const [first, second] = [await createMonth(shop('10')), await createMonth(shop('20'))]
    await run(second)
    assert.deepEqual(await invoicesOf(first), [])
    await run(first)
    assert.lengthOf(await invoicesOf(first), 1)
  }).tags(['@TR-3.2.7.1'])

  test('discounts a duplicate payment on the next invoices until it is used up', async ({
    assert,
  }) => {
    const month = await createMonth(shop('80'), '2026-06' as RefMonth)
    await run(month, on('2026-06-20'))
    const [invoice] = await invoicesOf(month)
    await pay(month, invoice!, 2)
    const [paid] = await invoicesOf(month)
    assert.equal(paid!.settlement, 'settled')
    const july = await nextMonthOf(month, '2026-07' as RefMonth, shop('50'))
    await run(july, on('2026-07-20'))
    const [next] = await invoicesOf(july)
    assert.deepInclude(next!, { total_cents: 0n, credits_cents: 5000n, barcode: null })
    const august = await nextMonthOf(month, '2026-08' as RefMonth, shop('50'))
    await run(august, on('2026-08-20'))
    const [after] = await invoicesOf(august)
    assert.deepInclude(after!, { total_cents: 2000n, credits_cents: 3000n })
    const classes = await query<{ class: string }>(
      db,
      'select class from receivables_receipts where premise_id = ? order by id',
      [month.premiseIds[0]!]
    )
    assert.deepEqual(
      classes.map((row) => row.class),
      ['exact', 'duplicate']
    )
  }).tags(['@TR-3.2.8.5'])

  test('charges fine and interest of a late payment on the next invoice', async ({ assert }) => {
    const month = await createMonth(shop('100'), '2026-06' as RefMonth)
    await run(month, on('2026-06-20'))
    const [invoice] = await invoicesOf(month)
    await pay(month, { ...invoice!, due_on: on('2026-07-20') }, 1) // ten days after 10/07
    const july = await nextMonthOf(month, '2026-07' as RefMonth, shop('10'))
    await run(july, on('2026-07-25'))
    const [next] = await invoicesOf(july)
    assert.equal(next!.total_cents, 1000n + 200n + 33n)
  })

  test('late charges are tried with another fine and computed again from their facts', async ({
    assert,
  }) => {
    const [{ municipality_id: municipalityId } = { municipality_id: 0n }] = await query<{
      municipality_id: bigint
    }>(db, `select municipality_id from receivables_pending_charges where cause = 'late' limit 1`)
    const { totals, dims } = await lateWithFine(municipalityId, '1')
    assert.deepEqual([totals.count, totals.before, totals.after], [2, '233', '133'])
    const fines = dims.find(({ name }) => name === 'component')!.rows[0]!
    assert.deepEqual([fines.label, fines.before, fines.after], ['Multa', '200', '100'])
    const replayed = await lateReplayed(municipalityId)
    assert.deepEqual([replayed.results, replayed.different], [2, 0])
  })

  test('carries what is below the minimum to the next invoice', async ({ assert }) => {
    await putVersion('parameter', 'billing.minimum_issue_cents', { value: 1500 })
    const month = await createMonth([...shop('14.99'), ...shop('15')], '2026-06' as RefMonth)
    await run(month, on('2026-06-20'))
    const [small, enough] = await invoicesOf(month)
    assert.deepInclude(small!, { total_cents: 0n, carried_out_cents: 1499n, barcode: null })
    assert.equal(enough!.total_cents, 1500n)
    const july = await nextMonthOf(month, '2026-07' as RefMonth, [...shop('10'), ...shop('20')])
    await run(july, on('2026-07-20'))
    const [next] = await invoicesOf(july)
    assert.deepInclude(next!, { total_cents: 2499n, carried_in_cents: 1499n, own_cents: 1000n })
  })
})
