import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { createMonth, invoicesOf, run } from '#plugins/billing/tests/functional/billed_month'
import { correct, pay } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { report } from '#plugins/billing/tests/functional/reported_month'
import { act } from '#tests/support/requests'
import { TABLE } from '#plugins/plans/tests/support/set_up'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { type Unit, at, generate, noticesOf, owe, setTerms, unitsOwingNothing } from './owing.ts'

const PERIOD = 'from_on=2026-11-01&until_on=2026-12-31'

test.group('Dunning | reports at their figures', (group) => {
  freshDatabase(group)
  let units: Unit[]
  group.setup(async () => {
    at('2026-11-20')
    await putVersion('tariff-table', 'default', TABLE as never)
    units = await unitsOwingNothing()
    await setTerms({ minimum_days: 1, minimum_debts: 1, minimum_cents: 0 })
  })
  group.teardown(() => clock.restore())
  group.each.timeout(240_000)

  test('ten invoices of which one was issued again, two notices and three services are 11, 2 and 3', async ({
    assert,
    client,
  }) => {
    const [one, two] = units
    await owe(one!, { cents: 5_000n, dueOn: '2026-10-10' })
    await owe(one!, { cents: 6_000n, dueOn: '2026-09-10' })
    await owe(two!, { cents: 7_000n, dueOn: '2026-10-10' })
    await generate(client)
    const month = await createMonth(
      Array.from({ length: 10 }, () => ({
        ...{ economies: [{ category: 'RES', economies: 1 }], m3: '20' },
      })),
      '2026-11' as RefMonth
    )
    await run(month, '2026-11-20' as CivilDate)
    const [first] = await invoicesOf(month)
    const { done } = await correct(client, await ana(), {
      ...{ id: first!.id, operation: 'consumption' },
      form: { billed_m3: '12', reason_code: 'misread' },
    })
    done.assertStatus(302)
    for (let n = 0; n < 3; n++) {
      const charged = await act(client, 'billing.charge_service', {
        ...{ premise_id: Number(two!.id), service: 'survey', executed_on: '2026-11-19' },
        reason_code: 'service',
      })
      charged.assertStatus(200)
    }
    const { rows } = await report(client, 'billing.quantities', PERIOD)
    const counted = Object.fromEntries(
      rows.map((row) => [row.kind, [row.issued, row.cancelled, row.reissued].map(Number)])
    )
    assert.deepEqual(
      [counted.invoice, counted.notice, counted.service],
      [
        [11, 1, 1],
        [2, 0, 0],
        [3, 0, 0],
      ]
    )
  }).tags(['@TR-3.2.19.86'])

  test('a notice that is paid lists the bills that it settled, and not the one paid by its own paper', async ({
    assert,
    client,
  }) => {
    at('2026-12-01')
    const unit = units[2]!
    const own = await owe(unit, { cents: 3_000n, dueOn: '2026-08-10' })
    await owe(unit, { cents: 4_000n, dueOn: '2026-09-10' })
    await owe(unit, { cents: 5_000n, dueOn: '2026-10-10' })
    await generate(client)
    const [notice] = await noticesOf(unit)
    assert.equal(notice!.debts, 3)
    const municipalityId = unit.municipality_id
    const paid = (barcode: string, amountCents: bigint, on: string) =>
      pay(municipalityId, { barcode, amountCents, paidOn: on as CivilDate })
    await paid(own.document.barcode!, 3_000n, '2026-12-02')
    const [paper] = await query<{ barcode: string; amount_cents: bigint }>(
      db,
      'select barcode, amount_cents from receivables_documents where id = ?',
      [notice!.document_id]
    )
    await paid(paper!.barcode, paper!.amount_cents, '2026-12-08')
    const { rows } = await report(client, 'dunning.settled_by_notice', PERIOD)
    assert.sameDeepMembers(
      rows.map((row) => [row.notice_id, row.amount_cents, row.paid_on, Number(row.days), row.band]),
      [
        [String(notice!.id), '4000', '2026-12-08', 7, '2'],
        [String(notice!.id), '5000', '2026-12-08', 7, '2'],
      ]
    )
  }).tags(['@TR-3.2.19.49'])
})
