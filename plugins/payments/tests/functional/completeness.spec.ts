import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { simulateReturnFile } from '#database/demo/bank_simulator'
import { freshDatabase } from '#tests/support/database'
import {
  type Invoice,
  fileOf,
  importContent,
  issueInvoices,
  openWorld,
} from '../support/fixtures.ts'

const count = async (table: string) => {
  const [row] = await query<{ n: bigint }>(db, `select count(*) as n from ${table}`)
  return row!.n
}

test.group('Payments | completeness of an import', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-10-30T12:00:00-04:00'))
  group.teardown(() => clock.restore())

  test('of 100 payments, 97 match, 2 match nothing and 1 is a duplicate: 100 are stored', async ({
    assert,
  }) => {
    const world = await openWorld()
    const invoices = await issueInvoices(
      world,
      Array.from({ length: 99 }, (_, i) => ({ waterCents: 5000n + BigInt(i) }))
    )
    const documents = invoices.map(({ number }, i) => ({
      number,
      // The last two name no document, and the 97th is paid twice: 96 + 2 + 2 lines.
      behaviour:
        i >= 97 ? ('unknown' as const) : i === 96 ? ('duplicate' as const) : ('on_time' as const),
    }))
    const file = await db.transaction((tx) =>
      simulateReturnFile(tx, {
        ...world,
        documents,
        generatedOn: '2026-10-29' as CivilDate,
        companyName: 'SAAE',
        seed: 'hundred',
      })
    )
    const stored = await fileOf(await importContent(world, file.content))
    assert.lengthOf(stored.lines, 100)
    const fates = Map.groupBy(stored.lines, ({ fate }) => fate)
    assert.equal(fates.get('settled')!.length, 97)
    assert.equal(fates.get('duplicate')!.length, 1)
    assert.equal(fates.get('unidentified')!.length, 2)
    const [receipts] = await query<{ n: bigint; total: bigint }>(
      db,
      'select count(*) as n, sum(amount_cents)::bigint as total from receivables_receipts'
    )
    assert.deepEqual(receipts, { n: 100n, total: stored.total_cents! })

    const again = await fileOf(await importContent(world, file.content))
    assert.equal(again.status, 'repeated')
    assert.match(again.reason!, /já foi importado/)
    assert.equal(await count('receivables_receipts'), 100n)
    assert.equal(await count('receivables_advices'), 100n)
    assert.equal(await count('payments_file_lines'), 100n)
  }).tags(['@TR-3.2.8.2b'])

  test('8 reais too much become a credit, 5 too little a debit of the next invoice', async ({
    assert,
  }) => {
    const world = await openWorld()
    const [over, under] = (await issueInvoices(world, [
      { waterCents: 10_000n },
      { waterCents: 10_000n },
    ])) as [Invoice, Invoice]
    const paidOn = '2026-10-14' as CivilDate
    const file = await db.transaction((tx) =>
      simulateReturnFile(tx, {
        ...world,
        documents: [
          { number: over.number, behaviour: 'overpaid', paidOn, amountCents: 10_800n },
          { number: under.number, behaviour: 'underpaid', paidOn, amountCents: 9500n },
        ],
        generatedOn: '2026-10-29' as CivilDate,
        companyName: 'SAAE',
        seed: 'difference',
      })
    )
    const stored = await fileOf(await importContent(world, file.content))
    const [a, b] = stored.lines.map(({ receipt_id: id }) => id!) as [bigint, bigint]
    const classes = await query(
      db,
      'select id, class from receivables_receipts where id in (?, ?)',
      [a, b]
    )
    assert.sameDeepMembers(classes, [
      { id: a, class: 'overpaid' },
      { id: b, class: 'underpaid' },
    ])
    assert.deepEqual(
      await query(
        db,
        'select cause, amount_cents, open_cents from receivables_credits where receipt_id = ?',
        [a]
      ),
      [{ cause: 'overpayment', amount_cents: 800n, open_cents: 800n }]
    )
    assert.deepEqual(
      await query(
        db,
        'select cause, amount_cents, state from receivables_pending_charges where source_receipt_id = ?',
        [b]
      ),
      [{ cause: 'underpayment', amount_cents: 500n, state: 'pending' }]
    )
  }).tags(['@TR-3.2.8.6'])
})
