import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type BridgeResult, closeBridges } from '#core/reports/index'
import { freshDatabase } from '#tests/support/database'
import { type TestMonth, type TestPremise, createMonth, nextMonthOf, run } from './billed_month.ts'
import { putVersion } from './put_version.ts'

const RESIDENCE = [{ category: 'RES', economies: 1 }]
const MIXED = [...RESIDENCE, { category: 'COM', economies: 2 }]
const july = '2026-07' as RefMonth

/** A set whose units were billed beyond the master in June, one that shares, one without a tap in use, one parked. */
const premises = (first: string, second: string): TestPremise[] => [
  { economies: [], m3: first, kind: 'condominium_master' },
  { economies: RESIDENCE, m3: '10', kind: 'condominium_child' },
  { economies: RESIDENCE, m3: '20', kind: 'condominium_child' },
  { economies: [], m3: second, kind: 'condominium_master' },
  { economies: RESIDENCE, m3: '30', kind: 'condominium_child' },
  { economies: MIXED, m3: '31', sewage: 'collected' },
  { economies: RESIDENCE, m3: '9', measured: null },
  { economies: RESIDENCE, m3: '14', state: 'held' },
]

const BRIDGES = [
  'billing.volume',
  'billing.charged_volume',
  'billing.issued',
  'billing.documents',
  'billing.document_lines',
  'billing.document_items',
]

/** The bridges that are open in a month after a change that is undone. */
async function openAfter(month: TestMonth, sql: string | null): Promise<string[]> {
  const tx = await db.connection('owner').transaction()
  try {
    if (sql) await tx.rawQuery(sql, [String(month.billingGroupId)])
    const results = await closeBridges(tx, month)
    return open(results)
  } finally {
    await tx.rollback()
  }
}

const open = (results: readonly BridgeResult[]): string[] =>
  results
    .filter(({ name, isClosed }) => BRIDGES.includes(name) && !isClosed)
    .map(({ name }) => name)

const INVOICE = `(select i.id from billing_invoices i join billing_runs r on r.id = i.run_id
  where r.billing_group_id = ? and r.reference = '2026-07' and i.total_cents > 0 order by i.id limit 1)`
const DOCUMENT = `(select document_id from billing_invoices where id = ${INVOICE})`

test.group('Billing | bridges', (group) => {
  let june: TestMonth
  let month: TestMonth
  freshDatabase(group)
  group.setup(async () => {
    june = await createMonth(premises('25', '50'), '2026-06' as RefMonth)
    await run(june, '2026-06-20' as CivilDate)
    month = await nextMonthOf(june, july, premises('45', '60'))
    await run(month, '2026-07-20' as CivilDate)
  })

  test('close over two months with condominiums, an estimate, two categories and a parked set', async ({
    assert,
  }) => {
    const results = await db.transaction((tx) => closeBridges(tx, month))
    assert.includeMembers(
      results.map(({ name }) => name),
      BRIDGES
    )
    assert.deepEqual(await openAfter(june, null), [])
    assert.deepEqual(await openAfter(month, null), [])
    const terms = results.find(({ name }) => name === 'billing.volume')!.terms
    const value = (name: string) => String(terms.find((term) => term.name === name)?.value)
    assert.equal(value('condominium_units'), '60')
    assert.equal(value('share_credit_used'), '5')
    assert.equal(value('parked'), '14')
  })

  test('close when the condominium itself pays the difference, and when it is tolerated', async ({
    assert,
  }) => {
    await putVersion('parameter', 'billing.condominium_share', {
      value: { method: 'to_condominium', scale: 0, tolerance_m3: '4', category: 'COM' },
    })
    const paying = await createMonth(premises('42', '33'), july)
    await run(paying, '2026-07-20' as CivilDate)
    assert.deepEqual(await openAfter(paying, null), [])
  })

  test('opens {bridge} when {what}')
    .with([
      {
        what: 'a document is lost',
        bridge: 'billing.documents',
        sql: `delete from receivables_documents where id = ${DOCUMENT}`,
      },
      {
        what: 'a document asks for another amount',
        bridge: 'billing.documents',
        sql: `update receivables_documents set amount_cents = amount_cents + 5 where id = ${DOCUMENT}`,
      },
      {
        what: 'a line of a document is lost',
        bridge: 'billing.document_lines',
        sql: `delete from receivables_document_items where document_id = ${DOCUMENT}`,
      },
      {
        what: 'an item is worth another amount',
        bridge: 'billing.document_items',
        sql: `update receivables_items set amount_cents = amount_cents + 1
               where origin_type = 'billing.invoice' and origin_id = ${INVOICE}`,
      },
      {
        what: 'the m³ of the lines are lost',
        bridge: 'billing.charged_volume',
        sql: `update billing_charges set quantity_m3 = 0 where invoice_id = ${INVOICE}`,
      },
      {
        what: 'the share and the billed volume both grow',
        bridge: 'billing.volume',
        sql: `update billing_invoices set share_m3 = share_m3 + 5, billed_m3 = billed_m3 + 5 where id = ${INVOICE}`,
      },
      {
        what: 'the credit of a sharing grows',
        bridge: 'billing.volume',
        sql: `update billing_invoices set share_credit_m3 = share_credit_m3 + 5 where id = ${INVOICE}`,
      },
    ])
    .run(async ({ assert }, { bridge, sql }) => {
      assert.include(await openAfter(month, sql), bridge)
    })
})
