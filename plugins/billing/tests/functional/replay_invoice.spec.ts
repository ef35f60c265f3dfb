import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import { replayInvoice } from '../../services/replay/replay_invoice.ts'
import { replayText } from '../../services/replay/replay_text.ts'
import { type GroupMonth, billMonth, readMonth } from './read_month.ts'

const REFERENCE = '2026-11' as RefMonth

async function invoicesOf(month: GroupMonth) {
  return query<{ id: bigint; load_item_id: bigint; total_cents: bigint }>(
    db,
    'select id, load_item_id, total_cents from billing_invoices where reference = ? order by id',
    [month.reference]
  )
}

async function chargedOf(month: GroupMonth) {
  const invoices = await invoicesOf(month)
  return invoices.filter(({ total_cents: total }) => total > 0n)
}

/** Tampered invoices are taken one by one, away from those of other tests. */
let nextTampered = 9

const replay = (month: GroupMonth, invoiceId: bigint) =>
  db.transaction((tx) => replayInvoice(tx, { municipalityId: month.municipalityId, invoiceId }))

test.group('Billing | replayInvoice', (group) => {
  let month: GroupMonth
  freshDatabase(group)
  group.setup(async () => {
    month = await readMonth('01', REFERENCE)
    await billMonth(month)
  })

  test('reaches the same cents for every invoice of a month', async ({ assert }) => {
    const invoices = await invoicesOf(month)
    assert.isAbove(invoices.length, 10)
    for (const { id, total_cents: total } of invoices) {
      const result = await replay(month, id)
      assert.isNull(result.firstDifference, replayText(result))
      const explained = result.lines.reduce((sum, line) => sum + line.amountCents, 0n)
      assert.equal(explained, total)
    }
  })

  test('closes the bridges of volume, billing and receivables', async ({ assert }) => {
    const { municipalityId, group: billingGroupId, reference } = month
    const results = await db.transaction((tx) =>
      closeBridges(tx, { municipalityId, billingGroupId, reference })
    )
    for (const name of ['billing.volume', 'billing.issued', 'receivables.balance']) {
      const bridge = results.find((one) => one.name === name)
      assert.isTrue(bridge?.isClosed, `${name}: ${JSON.stringify(bridge?.terms)}`)
    }
  })

  test('names the first step that differs: tampered facts, volume, charge', async ({ assert }) => {
    const [first, second, third] = await chargedOf(month)
    const owner = db.connection('owner')
    await owner.rawQuery(
      `update readings_load_items set facts = replace(facts, '"due_day":10', '"due_day":11') where id = ?`,
      [String(first!.load_item_id)]
    )
    const tampered = await replay(month, first!.id)
    assert.equal(tampered.firstDifference?.name, 'facts')
    await owner.rawQuery(
      'update billing_charges set amount_cents = amount_cents + 1 where invoice_id = ? and number = 1',
      [String(second!.id)]
    )
    const charged = await replay(month, second!.id)
    assert.equal(charged.firstDifference?.name, 'charge.1')
    assert.include(replayText(charged), 'DIFERENTE a partir de: Linha 1')
    await owner.rawQuery('update billing_invoices set billed_m3 = billed_m3 + 1 where id = ?', [
      String(third!.id),
    ])
    const measured = await replay(month, third!.id)
    assert.equal(measured.firstDifference?.name, 'billed_m3')
  })

  test('keeps to the owners frozen in the run when the registry changes', async ({ assert }) => {
    const charged = await chargedOf(month)
    const id = charged.at(-1)!.id
    const owner = db.connection('owner')
    const become = (kind: string) =>
      owner.rawQuery(`update receivables_beneficiaries set kind = ? where code = 'utility'`, [kind])
    await become('third_party')
    const after = await replay(month, id)
    await become('utility')
    assert.isNull(after.firstDifference, replayText(after))
  })

  test('compares owner, split, credit and carried amount of each line: {step}')
    .with([
      {
        step: 'charge.1',
        table: 'billing_charges',
        set: 'beneficiary_id = beneficiary_id + 1000',
        where: 'invoice_id = ? and number = 1',
      },
      {
        step: 'charge.1',
        table: 'billing_charges',
        set: `component = 'fine'`,
        where: 'invoice_id = ? and number = 1',
      },
      {
        step: 'item.1',
        table: 'receivables_items',
        set: 'amount_cents = amount_cents + 1',
        where: `origin_type = 'billing.invoice' and origin_id = ?`,
      },
      {
        step: 'item.1',
        table: 'receivables_document_items',
        set: 'amount_cents = amount_cents + 1',
        where: 'document_id = (select document_id from billing_invoices where id = ?)',
      },
      {
        step: 'own',
        table: 'billing_invoices',
        set: 'own_cents = own_cents - 1, third_party_cents = third_party_cents + 1',
        where: 'id = ?',
      },
    ])
    .run(async ({ assert }, { step, table, set, where }) => {
      const charged = await chargedOf(month)
      const id = charged[nextTampered--]!.id
      const before = await replay(month, id)
      assert.isNull(before.firstDifference)
      await db
        .connection('owner')
        .rawQuery(`update ${table} set ${set} where ${where}`, [String(id)])
      const after = await replay(month, id)
      assert.equal(after.firstDifference?.name, step)
    })

  test('answers in the terminal: success when equal, failure with the step when not', async ({
    assert,
  }) => {
    const invoices = await chargedOf(month)
    const [equal, tampered] = [invoices.at(-1)!, invoices[1]!]
    const good = await command('billing:replay', [String(equal.id)])
    assert.equal(good.exitCode, 0)
    const bad = await command('billing:replay', [String(tampered.id), '--json'])
    assert.equal(bad.exitCode, 1)
    assert.equal(JSON.parse(bad.text).firstDifference.name, 'charge.1')
  })

  test('explains each line by version, bracket, price and legal basis', async ({ assert }) => {
    const charged = await chargedOf(month)
    const { lines } = await replay(month, charged.at(-1)!.id)
    const water = lines.find(({ chargeType }) => chargeType === 'water')
    const [span] = water!.spans
    assert.isNotNull(water!.because)
    assert.equal(span!.days, span!.ofDays)
    assert.equal(span!.tariff.title, 'Tabela de tarifas 2026')
    assert.isAbove(span!.brackets.length, 0)
  })
})
