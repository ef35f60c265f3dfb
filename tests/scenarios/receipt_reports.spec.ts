import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { type Json, query } from '#core/database/index'
import {
  type InvoiceRow,
  type TestMonth,
  createMonth,
  invoicesOf,
  nextMonthOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { pay } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { report } from '#plugins/billing/tests/functional/reported_month'
import { act } from '#tests/support/requests'
import { TABLE } from '#plugins/plans/tests/support/set_up'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

const house = (m3: string) => ({ economies: [{ category: 'RES', economies: 1 }], m3 })
const PERIOD = 'from_on=2026-11-01&until_on=2026-12-31'
const at = (day: string) => clock.freeze(`${day}T15:00:00Z`)

/** The last receipt that came in. */
const lastReceipt = async (): Promise<bigint> => {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from receivables_receipts order by id desc limit 1'
  )
  return row!.id
}

test.group('Reports of receipts at their figures', (group) => {
  let month: TestMonth
  let invoices: InvoiceRow[]
  freshDatabase(group)
  group.setup(async () => {
    at('2026-11-20')
    await putVersion('tariff-table', 'default', TABLE as unknown as Json)
    month = await createMonth(['20', '5', '60', '80', '80', '90'].map(house))
    await run(month)
    invoices = await invoicesOf(month)
  })
  group.teardown(() => clock.restore())
  group.each.timeout(240_000)

  const tell = (paper: Pick<InvoiceRow, 'barcode'>, amountCents: bigint, paidOn: string) =>
    pay(month.municipalityId, {
      ...{ barcode: paper.barcode!, amountCents, paidOn: paidOn as CivilDate },
    })
  const done = async (client: ApiClient, name: string, input: object) => {
    const answer = await act(client, name, input)
    if (answer.status() !== 200) throw new Error(answer.text())
  }

  test('of three records the settled one is processed and the unknown one waits, until a person ties it; a reversal takes its value away', async ({
    assert,
    client,
  }) => {
    at('2026-11-27')
    const [known, wanted] = invoices
    await tell(known!, 2000n, '2026-11-24')
    const settled = await lastReceipt()
    await tell(known!, 2000n, '2026-11-25')
    const unknown = `${known!.barcode!.slice(0, 34)}9999999999`
    await tell({ barcode: unknown }, 500n, '2026-11-25')
    const lost = await lastReceipt()
    const processed = () => report(client, 'payments.processed', PERIOD)
    const first = await processed()
    assert.deepEqual(
      first.rows.map((row) => [row.document_id, row.amount_cents]),
      [[String(known!.document_id), '2000']]
    )
    const waiting = (status: string) =>
      report(client, 'payments.unidentified', `position_on=2026-11-27&status=${status}`)
    const open = await waiting('open')
    assert.lengthOf(open.rows, 1)
    const [row] = open.rows
    assert.containsSubset(row, { identification: unknown, amount_cents: '500', treated_by: null })
    assert.match(row!.reason!, /documento não encontrado/i)
    assert.equal(Number(row!.days), 2)
    await done(client, 'receivables.identify_receipt', {
      ...{ id: Number(lost), document_id: Number(wanted!.document_id) },
    })
    const left = await waiting('open')
    assert.lengthOf(left.rows, 0)
    const treated = await waiting('treated')
    assert.containsSubset(treated.rows[0], { receipt_id: String(lost), treated_on: '2026-11-27' })
    assert.match(treated.rows[0]!.treated_by!, /^Ana/)
    const both = await processed()
    assert.equal(both.totals.amount_cents, '2500')
    await done(client, 'receivables.reverse_receipt', {
      ...{ id: Number(settled), reason_code: 'bank', reason: 'Aviso 12 do banco' },
    })
    const after = await processed()
    assert.equal(after.totals.amount_cents, '500')
  }).tags(['@TR-3.2.19.7', '@TR-3.2.19.9'])

  test('money moved from one unit to another is listed once with both; moved back it is not; nothing is passed on before the bank credits it', async ({
    assert,
    client,
  }) => {
    at('2026-11-28')
    const [, , , from, to, other] = invoices
    await tell(from!, 8000n, '2026-11-28')
    const moved = await lastReceipt()
    const move = (id: bigint, paper: InvoiceRow) =>
      done(client, 'receivables.transfer_receipt', {
        ...{ id: Number(id), document_id: Number(paper.document_id) },
        ...{ reason_code: 'paid_other', reason: 'Pagou a conta do vizinho' },
      })
    await move(moved, to!)
    await tell(other!, 9000n, '2026-11-28')
    const back = await lastReceipt()
    await move(back, from!)
    await move(back, other!)
    const { rows } = await report(client, 'payments.confirmed', PERIOD)
    assert.lengthOf(rows, 1)
    assert.containsSubset(rows[0], {
      ...{ kind: 'transfer', receipt_id: String(moved), amount_cents: '8000' },
      ...{ from_premise_id: String(from!.premise_id), to_premise_id: String(to!.premise_id) },
      reason: 'Pagou a conta do vizinho',
    })
    assert.match(rows[0]!.author!, /^Ana/)
    // All was paid, and no bank credited anything yet.
    const paid = await report(client, 'payments.processed', PERIOD)
    assert.includeMembers(
      paid.rows.map((row) => row.amount_cents),
      ['8000', '9000']
    )
    const passed = await report(client, 'payments.confirmed', `${PERIOD}&kind=bank`)
    assert.lengthOf(passed.rows, 0)
  }).tags(['@TR-3.2.19.11'])

  test('an invoice of R$ 60,00 paid on two days is one line with a credit that the next invoice uses', async ({
    assert,
    client,
  }) => {
    at('2026-11-27')
    const paper = invoices[2]!
    await tell(paper, 6000n, '2026-11-26')
    await tell(paper, 6000n, '2026-11-27')
    const listed = async () => {
      const { rows } = await report(client, 'receivables.duplicate_payments', PERIOD)
      return rows.filter(({ document_id: id }) => id === String(paper.document_id))
    }
    const before = await listed()
    assert.lengthOf(before, 1)
    assert.containsSubset(before[0], {
      ...{ first_on: '2026-11-26', first_cents: '6000', second_on: '2026-11-27' },
      ...{ second_cents: '6000', credit_cents: '6000', open_cents: '6000', situation: 'open' },
    })
    at('2026-12-20')
    const next = await nextMonthOf(
      month,
      '2026-12' as RefMonth,
      ['1', '1', '70', '1', '1', '1'].map(house)
    )
    await run(next, '2026-12-20' as CivilDate)
    const [after] = await listed()
    assert.containsSubset(after, { open_cents: '0', situation: 'used' })
  }).tags(['@TR-3.2.19.14'])

  test('credits stand by type of customer and of compensation; what was used up is not open', async ({
    assert,
    client,
  }) => {
    const customers = await query<{ id: bigint }>(
      db,
      `update registry_customers c set customer_type = k.type
         from (select id, case place when 1 then 'common' else 'municipal' end as type
                 from (select id, row_number() over (order by id) as place from registry_customers) x where place in (3, 4)) k
        where c.id = k.id returning c.id`
    )
    await query(db, `update registry_customers set customer_type = 'common' where id = ?`, [
      customers[0]!.id,
    ])
    await query(
      db,
      `insert into receivables_credits (municipality_id, customer_id, cause, amount_cents, open_cents, held_until, created_on, origin_type,
         origin_id)
       values (?, ?, 'duplicate', 3000, 3000, '2026-08-05', '2026-08-05', null, null),
              (?, ?, 'correction', 5000, 3000, '2026-08-05', '2026-08-05', 'billing.invoice', 1),
              (?, ?, 'correction', 700, 0, '2026-08-05', '2026-08-05', 'billing.invoice', 1)`,
      [
        ...[month.municipalityId, customers[0]!.id, month.municipalityId, customers[1]!.id],
        ...[month.municipalityId, customers[1]!.id],
      ]
    )
    const of = (more: string) =>
      report(client, 'receivables.credits', `from_on=2026-08-01&until_on=2026-08-31&${more}`)
    const { rows, totals } = await of('only_open=true')
    assert.sameDeepMembers(
      rows.map((row) => [row.customer_type, row.cause, row.open_cents, row.situation]),
      [
        ['common', 'duplicate', '3000', 'open'],
        ['municipal', 'correction', '3000', 'partial'],
      ]
    )
    assert.equal(totals.open_cents, '6000')
    const all = await of('only_open=false')
    assert.lengthOf(all.rows, 3)
    const page = await client
      .get(
        '/reports/receivables.credits?from_on=2026-08-01&until_on=2026-08-31&group=customer_type'
      )
      .loginAs(await ana())
    page.assertTextIncludes('Órgão municipal')
  }).tags(['@TR-3.2.19.1'])

  test('a deposit without customer is open until somebody ties it to an invoice', async ({
    assert,
    client,
  }) => {
    at('2026-12-22')
    const later = await createMonth([house('77.3')], '2026-12' as RefMonth)
    await run(later, '2026-12-22' as CivilDate)
    const [paper] = await invoicesOf(later)
    const [agent] = await query<{ id: bigint }>(
      db,
      `select id from payments_agents where code = '001'`
    )
    await done(client, 'payments.record_deposit', {
      ...{ agent_id: Number(agent!.id), account: '1234-5 / 678-9', deposited_on: '2026-12-21' },
      ...{ amount_cents: '7730', document_number: 'DOC 55' },
    })
    const receipt = await lastReceipt()
    const listed = (status: string) =>
      report(client, 'payments.deposits', `${PERIOD}&status=${status}`)
    const open = await listed('open')
    assert.lengthOf(open.rows, 1)
    assert.containsSubset(open.rows[0], { amount_cents: '7730', account: '1234-5 / 678-9' })
    await done(client, 'receivables.identify_receipt', {
      ...{ id: Number(receipt), document_id: Number(paper!.document_id) },
    })
    const left = await listed('open')
    assert.isTrue(left.totals.amount_cents === '0' || left.totals.amount_cents === null)
    assert.lengthOf(left.rows, 0)
    const treated = await listed('treated')
    assert.containsSubset(treated.rows[0], { treated_on: '2026-12-22', status: 'treated' })
    assert.match(treated.rows[0]!.treated_by!, /^Ana/)
  }).tags(['@TR-3.2.19.13'])
})
