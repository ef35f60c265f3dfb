import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type SimulatedDocument, simulateReturnFile } from '#database/demo/bank_simulator'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { type World, importContent, issueInvoices, openWorld } from '../support/fixtures.ts'

interface Answer {
  readonly count: number
  readonly totals: Readonly<Record<string, string>>
  readonly rows: readonly Readonly<Record<string, string>>[]
}

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}`).loginAs(await ana())
  return answer.body() as Answer
}

let world: World

async function returnFile(
  documents: readonly SimulatedDocument[],
  generatedOn: string
): Promise<Uint8Array> {
  const file = await db.transaction((tx) =>
    simulateReturnFile(tx, {
      ...world,
      documents,
      generatedOn: generatedOn as CivilDate,
      companyName: 'SAAE',
      seed: generatedOn,
    })
  )
  return file.content
}

/** Receipts of known days and figures; what they came from is not what is told here. */
const receive = (paidOn: string, cents: bigint) =>
  query(
    db,
    `insert into receivables_receipts (municipality_id, agent_code, channel, paid_on, posted_on, amount_cents, class, state,
       applied_cents, credit_cents) values (?, '001', 'manual', ?, ?, ?, 'unidentified', 'unidentified', 0, 0)`,
    [world.municipalityId, paidOn, paidOn, cents]
  )

test.group('Payments | reports', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-30T12:00:00-04:00')
    world = await openWorld()
  })
  group.teardown(() => clock.restore())

  test('a file of five lines: three settled, one paid again, one unknown', async ({
    assert,
    client,
  }) => {
    const invoices = await issueInvoices(
      world,
      [5000n, 3000n, 2100n].map((waterCents) => ({ waterCents }))
    )
    const content = await returnFile(
      [
        ...invoices.map(({ number }) => ({ number, behaviour: 'on_time' as const })),
        { number: invoices[0]!.number, behaviour: 'on_time' as const },
        { number: invoices[1]!.number, behaviour: 'on_time' as const },
      ],
      '2026-10-20'
    )
    // The barcode of the last line is made one that was never issued.
    const lines = new TextDecoder().decode(content).split('\r\n')
    const barcode = invoices[1]!.barcode
    const last = lines.findLastIndex((line) => line.includes(barcode))
    lines[last] = lines[last]!.replace(barcode, `${barcode.slice(0, 34)}9999999999`)
    const text = lines.join('\r\n')
    await importContent(world, text)
    const detail = await report(client, 'payments.file_lines', '')
    assert.equal(detail.count, 5)
    const fates = detail.rows.map(({ fate }) => fate)
    for (const [fate, many] of [
      ['settled', 3],
      ['duplicate', 1],
      ['unidentified', 1],
    ] as const) {
      assert.lengthOf(
        fates.filter((one) => one === fate),
        many,
        fate
      )
    }
    const summary = await report(client, 'payments.files', '')
    const [file] = summary.rows
    assert.equal(detail.totals.amount_cents, file!.trailer_cents)
    // The trailer as the bank wrote it, not as it was stored.
    const trailer = lines.find((line) => line.startsWith('Z'))!
    assert.equal(detail.totals.amount_cents, String(BigInt(trailer.slice(7, 24))))
    assert.deepEqual(
      [
        'settled_lines',
        'duplicate_lines',
        'divergent_lines',
        'unidentified_lines',
        'rejected_lines',
        'difference_cents',
      ].map((name) => Number(file![name])),
      [3, 1, 0, 1, 0, 0]
    )
    await importContent(world, text)
    const twice = await report(client, 'payments.files', 'status=repeated')
    assert.equal(twice.count, 1)
    assert.deepEqual([file!.lines, Number(twice.rows[0]!.settled_lines)], [5, 0])
    assert.equal(summary.rows.length, 1)
    // What came in at ten in the evening is of that day, though UTC is a day ahead.
    await query(db, `update payments_files set imported_at = '2026-10-31T02:00:00Z'`)
    const linesOf = async (day: string) => {
      const found = await report(client, 'payments.file_lines', `from_on=${day}&until_on=${day}`)
      const files = await report(client, 'payments.files', `from_on=${day}&until_on=${day}`)
      return [found.count, files.count]
    }
    assert.deepEqual(await linesOf('2026-10-30'), [5, 2])
    assert.deepEqual(await linesOf('2026-10-31'), [0, 0])
  }).tags(['@TR-3.2.19.3', '@TR-3.2.19.4'])

  test('what is unknown is listed with its age; what is known is processed, once', async ({
    assert,
    client,
  }) => {
    const waiting = await report(client, 'payments.unidentified', 'position_on=2026-10-30')
    assert.equal(waiting.count, 1)
    assert.isAbove(Number(waiting.rows[0]!.days), 0)
    const done = await report(client, 'payments.processed', '')
    assert.equal(done.count, 3)
    assert.equal(done.totals.amount_cents, '10100')
  })

  test('two months side by side, and no division by zero', async ({ assert, client }) => {
    await receive('2026-05-05', 10_000n)
    await receive('2026-06-05', 12_000n)
    const june = await report(
      client,
      'payments.collected_comparison',
      'month=2026-06&other=2026-05'
    )
    assert.equal(june.rows[0]!.difference_cents, '2000')
    assert.equal(june.rows[0]!.change, '20,0 %')
    assert.deepEqual(
      june.rows.map((row) => [row.month_cents, row.other_cents, row.month_receipts]),
      [['12000', '10000', '1']] as never
    )
    const may = await report(client, 'payments.collected_comparison', 'month=2026-05&other=2026-04')
    assert.deepEqual(
      may.rows.map((row) => [row.change, row.other_cents, row.difference_cents]),
      [['n/d', '0', '10000']]
    )
  }).tags(['@TR-3.2.19.5'])

  test('the comparison by period, group and category is that of the receipts of their premises', async ({
    assert,
    client,
  }) => {
    const [one] = await query<{ id: bigint; billing_group_id: bigint; category: string }>(
      db,
      `select p.id, p.billing_group_id, e.category from registry_premises p
         join registry_premise_economies e on e.premise_id = p.id and e.until_on is null order by p.id limit 1`
    )
    await query(
      db,
      `insert into receivables_receipts (municipality_id, premise_id, agent_code, channel, paid_on, posted_on, amount_cents, class,
         state, applied_cents, credit_cents)
       select ?, ?, '001', channel, day::date, day::date, cents, 'unidentified', 'unidentified', 0, 0
         from (values ('manual', '2026-03-05', 700), ('pix_notice', '2026-03-06', 300), ('manual', '2025-03-07', 50)) x (channel, day, cents)`,
      [world.municipalityId, one!.id]
    )
    await receive('2026-03-08', 11n)
    const march = async (more: string) => {
      const { totals } = await report(
        client,
        'payments.collected_comparison',
        `month=2026-03&other=2026-02&${more}`
      )
      return [totals.month_cents, totals.year_cents]
    }
    assert.deepEqual(await march(''), ['1011', '50'])
    assert.deepEqual(await march(`billing_group=${one!.billing_group_id}`), ['1000', '50'])
    assert.deepEqual(await march(`category=${one!.category}`), ['1000', '50'])
    assert.deepEqual(await march('channel=pix_notice'), ['300', '0'])
    const daily = await report(
      client,
      'payments.daily',
      `reference=2026-03&channel=manual&billing_group=${one!.billing_group_id}`
    )
    assert.equal(daily.totals.amount_cents, '700')
  })

  test('a month day by day adds up, and its total is that of the detailed report', async ({
    assert,
    client,
  }) => {
    await receive('2026-08-01', 1000n)
    await receive('2026-08-02', 1500n)
    const month = await report(client, 'payments.daily', 'reference=2026-08')
    assert.equal(month.count, 31)
    assert.deepEqual(
      month.rows
        .filter(({ weekend }) => String(weekend) === 'true')
        .map(({ day }) => day!.slice(8)),
      ['01', '02', '08', '09', '15', '16', '22', '23', '29', '30']
    )
    for (const day of month.rows.slice(2))
      assert.deepEqual([day.amount_cents, day.so_far_cents], ['0', '2500'], day.day)
    assert.equal(month.totals.amount_cents, '2500')
    const [first, second, third] = month.rows
    assert.deepEqual(
      [first, second, third].map((day) => [day!.amount_cents, day!.so_far_cents, day!.weekend]),
      [
        ['1000', '1000', true],
        ['1500', '2500', true],
        ['0', '2500', false],
      ] as never
    )
    const detail = await report(
      client,
      'payments.daily_detail',
      'from_on=2026-08-01&until_on=2026-08-31'
    )
    assert.equal(month.totals.amount_cents, detail.totals.amount_cents)
  }).tags(['@TR-3.2.19.10'])

  test('a day in its parts: what was owed, fine, total', async ({ assert, client }) => {
    const invoices = await issueInvoices(world, [{ waterCents: 5000n }, { waterCents: 3160n }])
    // Of the second document 1,60 is a fine of the month before.
    await query(
      db,
      `with line as (
         update receivables_items i set amount_cents = 3000, open_cents = 3000 from receivables_document_items l
          where l.item_id = i.id and l.document_id = ? returning i.*)
       , fine as (
         insert into receivables_items (municipality_id, premise_id, debtor_id, reference, charge_type, beneficiary_id, component,
           amount_cents, open_cents, due_on, origin_type, origin_id, state)
         select municipality_id, premise_id, debtor_id, reference, 'late_fine', beneficiary_id, 'fine', 160, 160, due_on,
                origin_type, origin_id, 'open' from line returning id),
       less as (update receivables_document_items set amount_cents = 3000 where document_id = ?)
       insert into receivables_document_items (document_id, item_id, municipality_id, amount_cents)
       select ?, id, ?, 160 from fine`,
      [
        ...[invoices[1]!.documentId, invoices[1]!.documentId, invoices[1]!.documentId],
        world.municipalityId,
      ]
    )
    const paidOn = '2026-10-14' as CivilDate
    await importContent(
      world,
      await returnFile(
        invoices.map(({ number }) => ({ number, behaviour: 'on_time' as const, paidOn })),
        '2026-10-29'
      )
    )
    const filters = 'from_on=2026-10-14&until_on=2026-10-14'
    const day = await report(client, 'payments.daily_detail', filters)
    const mine = day.rows.filter(({ document_id: id }) =>
      invoices.some(({ documentId }) => String(documentId) === String(id))
    )
    const sum = (name: string) => mine.reduce((total, row) => total + Number(row[name]), 0)
    assert.deepEqual(
      [sum('nominal_cents'), sum('fine_cents'), sum('amount_cents')],
      [8000, 160, 8160]
    )
    const month = await report(client, 'payments.daily', 'reference=2026-10')
    assert.equal(month.rows[13]!.amount_cents, day.totals.amount_cents)
  }).tags(['@TR-3.2.19.15'])
})
