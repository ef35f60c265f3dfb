import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana, carla } from '#tests/support/people'
import { findDocuments, issuedItems } from '#plugins/receivables/api'
import { chargesOf, findInvoice } from '../../services/invoices/invoice_rows.ts'
import { withheldOf } from '../../services/invoices/withheld_rows.ts'
import { recomputeInvoice } from '../../services/replay/recompute_invoice.ts'
import { stepsOf } from '../../services/replay/replay_invoice.ts'
import { type TestMonth, REFERENCE, createMonth, run } from './billed_month.ts'
import { annotation, correct, one, openBridges, path, pay, versionsOf } from './correcting.ts'

const RESIDENCE = [{ category: 'RES', economies: 1 }]
const MIXED = [...RESIDENCE, { category: 'COM', economies: 1 }]

/** Whether each version of a premise is computed again to what was issued; the readings of these months have no rules of their own. */
async function requireReplays(premiseId: bigint): Promise<boolean[]> {
  const rows = await query<{ id: bigint; municipality_id: bigint }>(
    db,
    'select id, municipality_id from billing_invoices where premise_id = ? order by id',
    [premiseId]
  )
  return db.transaction(async (tx) => {
    const equal: boolean[] = []
    for (const { id, municipality_id: municipalityId } of rows) {
      const invoice = await findInvoice(tx, municipalityId, id)
      const recomputed = await recomputeInvoice(tx, invoice)
      const withheld = await withheldOf(tx, municipalityId, [invoice])
      const stored = {
        charges: await chargesOf(tx, invoice),
        items: await issuedItems(tx, municipalityId, {
          ...{ originType: 'billing.invoice', originId: id, documentId: invoice.document_id },
          severedId: invoice.severed_document_id,
        }),
        withheld: withheld.get(id) ?? [],
        granted: [],
      }
      const steps = stepsOf(invoice, stored, { recomputed, reading: UNREAD, waited: new Map() })
      const different = steps.find(({ isEqual }) => !isEqual)
      if (different) throw new Error(JSON.stringify(different))
      equal.push(steps.length > 10)
    }
    return equal
  })
}

const UNREAD = { isSame: true, areFactsIntact: true, differences: [], computed: '' }

const OPERATIONS = ['cancel', 'due-date', 'reading', 'consumption', 'leak', 'registry', 'process']
const ACTIONS = [
  ...['billing.cancel_invoice', 'billing.change_due_date', 'billing.change_reading'],
  ...['billing.change_consumption', 'billing.recalculate_invoice', 'billing.discount_leak'],
  ...['billing.change_services', 'billing.await_bank', 'billing.hold_invoice'],
]

test.group('Billing | corrections', (group) => {
  freshDatabase(group)
  let month: TestMonth
  const premise = (index: number) => month.premiseIds[index]!

  group.setup(async () => {
    month = await createMonth([
      { economies: RESIDENCE, m3: '30', sewage: 'collected' },
      { economies: RESIDENCE, m3: '30' },
      { economies: RESIDENCE, m3: '25' },
      { economies: MIXED, m3: '40', sewage: 'collected' },
      { economies: [], m3: '50', kind: 'condominium_master' },
      { economies: RESIDENCE, m3: '20', kind: 'condominium_child' },
      { economies: RESIDENCE, m3: '20', kind: 'condominium_child' },
      { economies: RESIDENCE, m3: '30' },
      { economies: RESIDENCE, m3: '22' },
      { economies: RESIDENCE, m3: '15', sewage: 'collected' },
      { economies: [{ category: 'RES', economies: 2 }], m3: '30' },
    ])
    await run(month)
    clock.freeze('2026-11-21T15:00:00Z')
  })
  group.teardown(() => clock.restore())

  test('changing the billed consumption replaces the invoice and leaves the measured reading', async ({
    client,
    assert,
  }) => {
    const [first] = await versionsOf(premise(0), REFERENCE)
    const form = { billed_m3: '15', reason_code: 'request' }
    const without = await correct(client, await ana(), {
      ...{ id: first!.id, operation: 'consumption' },
      form: { ...form, reason: '' },
    })
    without.done.assertStatus(422)
    assert.lengthOf(await versionsOf(premise(0), REFERENCE), 1)
    const { shown, done } = await correct(client, await ana(), {
      ...{ id: first!.id, operation: 'consumption' },
      form,
    })
    shown.assertStatus(200)
    shown.assertTextIncludes('O que vai acontecer')
    shown.assertTextIncludes('Soma das cobranças')
    done.assertStatus(302)
    const [before, after] = await versionsOf(premise(0), REFERENCE)
    assert.equal(before!.settlement, 'replaced')
    assert.equal(before!.total_cents, first!.total_cents)
    assert.equal(before!.billed_m3, '30')
    assert.equal(after!.replaces_id, first!.id)
    assert.equal(after!.billed_m3, '15')
    assert.equal(after!.measured_m3, '30')
    const [twin] = await versionsOf(premise(9), REFERENCE)
    assert.equal(after!.total_cents, twin!.total_cents, 'as if 15 m³ had been billed')
    const note = await annotation('Alteração de consumo faturado', premise(0))
    assert.include(note.description, 'Consumo faturado de 30 m³ para 15 m³')
    assert.equal(note.reason, 'Pedido do cliente, protocolo 1')
    assert.include(note.user_name, 'Ana')
    assert.instanceOf(note.closed_at, Date)
    assert.equal(before!.document_state, 'replaced')
    assert.equal(after!.document_state, 'live')
    assert.deepEqual(await requireReplays(premise(0)), [true, true])
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  }).tags(['@TR-3.2.7.13.5', '@TR-3.2.13.9.5'])

  test('without a reason, or without the right, it is refused and nothing changes', async ({
    client,
    assert,
  }) => {
    const [invoice] = await versionsOf(premise(1), REFERENCE)
    const { done } = await correct(client, await ana(), {
      ...{ id: invoice!.id, operation: 'cancel' },
      form: { reason_code: 'misread', reason: '' },
    })
    done.assertStatus(422)
    for (const operation of OPERATIONS) {
      const form = await client.get(path(invoice!.id, operation)).loginAs(await carla())
      form.assertStatus(403)
    }
    for (const action of ACTIONS) {
      const refused = await client
        .post(`/api/actions/${action}`)
        .loginAs(await carla())
        .withCsrfToken()
        .json({ id: String(invoice!.id), reason: 'x', reason_code: 'misread' })
      refused.assertStatus(403)
    }
    assert.lengthOf(await versionsOf(premise(1), REFERENCE), 1)
    const [still] = await versionsOf(premise(1), REFERENCE)
    assert.equal(still!.settlement, 'open')
  })

  test('a cancelled invoice is owed no more; its entries are undone to the cent', async ({
    client,
    assert,
  }) => {
    const [invoice] = await versionsOf(premise(1), REFERENCE)
    const posted = () =>
      one(
        `select coalesce(sum(amount_cents) filter (where reverses_id is null), 0)::bigint
              - coalesce(sum(amount_cents) filter (where reverses_id is not null), 0)::bigint
           from accounting_postings where source_type = 'billing.invoices' and source_id = ?`,
        [invoice!.id]
      )
    assert.equal(await posted(), invoice!.total_cents)
    const without = await correct(client, await ana(), {
      ...{ id: invoice!.id, operation: 'cancel' },
      form: { reason_code: 'misread', reason: '' },
    })
    without.done.assertStatus(422)
    const { done } = await correct(client, await ana(), {
      ...{ id: invoice!.id, operation: 'cancel' },
      form: { reason_code: 'misread' },
    })
    done.assertStatus(302)
    const [after] = await versionsOf(premise(1), REFERENCE)
    assert.equal(after!.settlement, 'cancelled')
    assert.equal(after!.document_state, 'cancelled')
    assert.equal(await posted(), 0n)
    assert.equal(
      await one(
        `select coalesce(sum(open_cents), 0)::bigint from receivables_items where premise_id = ?`,
        [premise(1)]
      ),
      0n
    )
    const correction = await query<{ reason: string; author_name: string; corrected_at: Date }>(
      db,
      'select reason, author_name, corrected_at from billing_corrections where invoice_id = ?',
      [invoice!.id]
    )
    assert.equal(correction[0]!.reason, 'Pedido do cliente, protocolo 1')
    assert.include(correction[0]!.author_name, 'Ana')
    assert.instanceOf(correction[0]!.corrected_at, Date)
    const note = await annotation('Cancelamento de fatura', premise(1))
    assert.include(note.description, `Fatura ${invoice!.number}`)
    assert.include(note.description, 'cancelada')
    assert.equal(note.reason, 'Pedido do cliente, protocolo 1')
    assert.include(note.user_name, 'Ana')
    assert.deepEqual(await openBridges(month, REFERENCE), [])
    const again = await correct(client, await ana(), {
      ...{ id: invoice!.id, operation: 'cancel' },
      form: { reason_code: 'misread' },
    })
    again.done.assertStatus(422)
  }).tags(['@TR-3.2.7.13.2'])

  test('money for the paper of a cancelled invoice becomes credit', async ({ assert }) => {
    const [invoice] = await versionsOf(premise(1), REFERENCE)
    const paidOn = '2026-11-24' as CivilDate
    const [outcome] = await pay(month.municipalityId, {
      ...{ barcode: invoice!.barcode!, amountCents: invoice!.total_cents, paidOn },
    })
    assert.equal(outcome!.class, 'overpaid')
    assert.equal(
      await one('select open_cents from receivables_credits where receipt_id = ?', [
        outcome!.receiptId,
      ]),
      invoice!.total_cents
    )
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  })

  test('another due date: the old one stays with the old version, which the old paper still pays', async ({
    client,
    assert,
  }) => {
    const [first] = await versionsOf(premise(2), REFERENCE)
    const soon = await correct(client, await ana(), {
      ...{ id: first!.id, operation: 'due-date' },
      form: { due_on: '2026-11-23', reason_code: 'request' },
    })
    soon.done.assertStatus(422)
    const { done } = await correct(client, await ana(), {
      ...{ id: first!.id, operation: 'due-date' },
      form: { due_on: '2026-12-20', reason_code: 'request' },
    })
    done.assertStatus(302)
    const [before, after] = await versionsOf(premise(2), REFERENCE)
    assert.equal(before!.due_on, first!.due_on)
    assert.equal(after!.due_on, '2026-12-20')
    assert.equal(after!.total_cents, first!.total_cents)
    const paidOn = '2026-12-15' as CivilDate
    await pay(month.municipalityId, {
      ...{ barcode: before!.barcode!, amountCents: before!.total_cents, paidOn },
    })
    const [, settled] = await versionsOf(premise(2), REFERENCE)
    assert.equal(settled!.settlement, 'settled')
    assert.equal(
      await one('select count(*) from receivables_pending_charges where premise_id = ?', [
        premise(2),
      ]),
      0n,
      'no late charges: the new due date counts'
    )
    assert.deepEqual(await requireReplays(premise(2)), [true, true])
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  })

  test('a paid invoice is not cancelled', async ({ client, assert }) => {
    const [, paid] = await versionsOf(premise(2), REFERENCE)
    const { done } = await correct(client, await ana(), {
      ...{ id: paid!.id, operation: 'cancel' },
      form: { reason_code: 'misread' },
    })
    done.assertStatus(422)
    done.assertTextIncludes('A fatura já foi paga e não se cancela')
    const [, still] = await versionsOf(premise(2), REFERENCE)
    assert.equal(still!.settlement, 'settled')
  })

  test('of a paid invoice the money becomes credit: it pays the new version, the rest waits', async ({
    client,
    assert,
  }) => {
    const [, paid] = await versionsOf(premise(2), REFERENCE)
    const { shown, done } = await correct(client, await ana(), {
      ...{ id: paid!.id, operation: 'consumption' },
      form: { billed_m3: '12', reason_code: 'misread' },
    })
    shown.assertTextIncludes('de crédito para as próximas faturas')
    done.assertStatus(302)
    const [, before, after] = await versionsOf(premise(2), REFERENCE)
    assert.equal(before!.settlement, 'replaced')
    assert.equal(after!.total_cents, 0n)
    assert.equal(after!.settlement, 'settled')
    assert.isTrue(after!.credits_cents > 0n)
    const left = await one(
      `select coalesce(sum(open_cents), 0)::bigint from receivables_credits where premise_id = ? and cause = 'correction'`,
      [premise(2)]
    )
    assert.equal(left, paid!.total_cents - after!.credits_cents)
    assert.deepEqual(await requireReplays(premise(2)), [true, true, true])
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  })

  test('of a paid invoice that was too low only the complement is asked for', async ({
    client,
    assert,
  }) => {
    const [first] = await versionsOf(premise(8), REFERENCE)
    const paidOn = '2026-12-01' as CivilDate
    await pay(month.municipalityId, {
      ...{ barcode: first!.barcode!, amountCents: first!.total_cents, paidOn },
    })
    await correct(client, await ana(), {
      ...{ id: first!.id, operation: 'consumption' },
      form: { billed_m3: '35', reason_code: 'misread' },
    })
    const [, after] = await versionsOf(premise(8), REFERENCE)
    assert.equal(after!.credits_cents, first!.total_cents)
    assert.equal(
      after!.total_cents,
      after!.own_cents + after!.third_party_cents - first!.total_cents
    )
    assert.isTrue(after!.total_cents > 0n)
    assert.isTrue(after!.due_on >= '2026-11-26')
    assert.deepEqual(await requireReplays(premise(8)), [true, true])
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  })

  test('correcting one unit of a condominium re-opens the set', async ({ client, assert }) => {
    const [unit] = await versionsOf(premise(5), REFERENCE)
    const { shown, done } = await correct(client, await ana(), {
      ...{ id: unit!.id, operation: 'consumption' },
      form: { billed_m3: '10', reason_code: 'misread' },
    })
    shown.assertTextIncludes('Outras faturas do condomínio')
    done.assertStatus(302)
    assert.lengthOf(await versionsOf(premise(5), REFERENCE), 2)
    const others = await versionsOf(premise(6), REFERENCE)
    assert.lengthOf(others, 2, 'the difference is shared anew')
    assert.equal(others[1]!.billed_m3, '30')
    assert.lengthOf(await versionsOf(premise(4), REFERENCE), 1, 'the master is charged as before')
    for (const index of [4, 5, 6]) {
      assert.notInclude(await requireReplays(premise(index)), false)
    }
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  })

  test('an invoice recalculated with the registry of today has the economies of today', async ({
    client,
    assert,
  }) => {
    const [first] = await versionsOf(premise(7), REFERENCE)
    await query(
      db,
      `insert into registry_connections
         (municipality_id, premise_id, registration_number, service, situation, sewage_class, connected_on)
       select municipality_id, id, registration_number, 'water', 'active', 'none', '2026-01-01'
         from registry_premises where id = ?`,
      [premise(7)]
    )
    await query(
      db,
      `insert into registry_premise_economies (municipality_id, premise_id, category, economies, from_on)
       values (?, ?, 'RES', 2, '2026-11-01')`,
      [month.municipalityId, premise(7)]
    )
    const [still] = await versionsOf(premise(7), REFERENCE)
    assert.equal(still!.total_cents, first!.total_cents)
    const { done } = await correct(client, await ana(), {
      ...{ id: first!.id, operation: 'registry' },
      form: { reason_code: 'updated_registry' },
    })
    done.assertStatus(302)
    const [, after] = await versionsOf(premise(7), REFERENCE)
    const [two] = await versionsOf(premise(10), REFERENCE)
    assert.equal(after!.total_cents, two!.total_cents, 'the amount of two economies')
    assert.notEqual(after!.total_cents, first!.total_cents)
    assert.equal(after!.billed_m3, '30')
    assert.deepEqual(await requireReplays(premise(7)), [true, true])
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  }).tags(['@TR-3.2.7.13.6'])

  test('the report of corrections shows both numbers and the difference', async ({
    client,
    assert,
  }) => {
    const [before, after] = await versionsOf(premise(0), REFERENCE)
    const [cancelled] = await versionsOf(premise(1), REFERENCE)
    const report = await client
      .get('/reports/billing.corrections?from_on=2026-11-01&until_on=2026-11-30')
      .loginAs(await ana())
    report.assertStatus(200)
    const text = report.text().replaceAll('\u00A0', ' ')
    for (const { number } of [before!, after!, cancelled!]) assert.include(text, number)
    assert.include(text, 'Erro de leitura')
    assert.include(text, 'A pedido do cliente')
  })
})

test.group('Billing | a run, its papers and its entries', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())

  test('every barcode is found, entries add up to the invoices, a cancelled one is undone', async ({
    client,
    assert,
  }) => {
    const month = await createMonth([
      { economies: RESIDENCE, m3: '30', sewage: 'collected' },
      { economies: MIXED, m3: '40' },
      { economies: RESIDENCE, m3: '12' },
    ])
    await run(month)
    clock.freeze('2026-11-21T15:00:00Z')
    const all = await Promise.all(month.premiseIds.map((id) => versionsOf(id, REFERENCE)))
    const invoices = all.flat()
    const { byBarcode } = await db.transaction((tx) =>
      findDocuments(tx, {
        municipalityId: month.municipalityId,
        barcodes: invoices.map(({ barcode }) => barcode!),
      })
    )
    for (const { barcode, document_id: id } of invoices) {
      assert.equal(byBarcode.get(barcode!)?.id, id)
    }
    const posted = (ids: readonly bigint[], isReversal: boolean) =>
      one(
        `select coalesce(sum(amount_cents), 0)::bigint from accounting_postings
          where source_type = 'billing.invoices' and source_id in (${ids.join(', ')})
            and (reverses_id is not null) = ${isReversal}`
      )
    const ids = invoices.map(({ id }) => id)
    const total = invoices.reduce((sum, { total_cents: cents }) => sum + cents, 0n)
    assert.equal(await posted(ids, false), total)
    const { done } = await correct(client, await ana(), {
      ...{ id: ids[1]!, operation: 'cancel' },
      form: { reason_code: 'duplicate' },
    })
    done.assertStatus(302)
    assert.equal(await posted([ids[1]!], true), invoices[1]!.total_cents)
    assert.equal(await posted(ids, true), invoices[1]!.total_cents)
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  }).tags(['@TR-3.2.7b'])
})
