import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { deliverEvents } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { workRun } from '#core/jobs/work_run'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import {
  REFERENCE,
  type TestMonth,
  createMonth,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { correct, pay, versionsOf } from '#plugins/billing/tests/functional/correcting'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { open } from './support/people.ts'

const HOUSE = { economies: [{ category: 'RES', economies: 1 }], m3: '20' }

interface Closing {
  readonly pending_cents: bigint
  readonly paid_cents: bigint
  readonly plans_cents: bigint
  readonly cancelled_cents: bigint
  readonly manual_cents: bigint
  readonly receipts: number
}

const closingOf = async (reference: string) => {
  const [row] = await query<Closing>(
    db,
    `select pending_cents, paid_cents, plans_cents, cancelled_cents, manual_cents, receipts
       from payments_closings where reference = ?`,
    [reference]
  )
  return row
}

/** What the workers do when an instant comes. */
async function workers(instant: string): Promise<void> {
  clock.freeze(instant)
  await runSchedules()
  const waiting = await query<{ id: bigint }>(
    db,
    `select id from jobs_runs where job = 'payments.close_months' and status in ('planned', 'running') order by id`
  )
  for (const { id } of waiting) await workRun(id)
  await deliverEvents()
}

/** November is billed and partly paid; it is closed by schedule on the first of December. */
test.group('Scenarios | the month of the collection is closed', (group) => {
  freshDatabase(group)
  let month: TestMonth
  const invoiceOf = async (index: number) => {
    const [invoice] = await versionsOf(month.premiseIds[index]!, REFERENCE)
    return invoice!
  }

  group.setup(async () => {
    await db.rawQuery('update jobs_schedules set is_active = false')
    month = await createMonth(Array.from({ length: 4 }, () => HOUSE))
    await run(month)
    clock.freeze('2026-11-25T15:00:00Z')
  })
  group.teardown(() => clock.restore())

  test('the closing starts by itself at its time and its payments are all of the month', async ({
    client,
    assert,
  }) => {
    for (const index of [0, 1]) {
      const { barcode, total_cents: amountCents } = await invoiceOf(index)
      const paidOn = '2026-11-24' as CivilDate
      await pay(month.municipalityId, { barcode: barcode!, amountCents, paidOn })
    }
    const saved = await client
      .post('/api/actions/jobs.save_schedule')
      .withCsrfToken()
      .loginAs(await ana())
      .json({
        ...{ name: 'Fechamento da arrecadação', job: 'payments.close_months', month_day: 1 },
        ...{ recurrence: 'monthly', time_of_day: '02:00', day_rule: 'any', catch_up: 'once' },
        ...{ settings: {}, starts_on: '2026-12-01' },
      })
    saved.assertStatus(200)
    await workers('2026-12-01T01:59:00-04:00')
    assert.isUndefined(await closingOf(REFERENCE))
    await workers('2026-12-01T02:00:30-04:00')
    const closing = await closingOf(REFERENCE)
    const [all] = await query<{ cents: bigint; n: bigint }>(
      db,
      `select sum(amount_cents)::bigint as cents, count(*) as n from receivables_receipts
        where posted_on between '2026-11-01' and '2026-11-30'`
    )
    assert.equal(closing!.paid_cents, all!.cents)
    assert.equal(BigInt(closing!.receipts), all!.n)
    assert.isAtLeast(closing!.receipts, 2)
    const page = await open(client, 'ana', '/payments/closings')
    page.assertTextIncludes('11/2026')
  }).tags(['@TR-3.2.8.12a'])

  test('what is cancelled later leaves the closed month as it is and stands in its own', async ({
    client,
    assert,
  }) => {
    const closed = await closingOf(REFERENCE)
    const [owed] = await query<{ cents: bigint }>(
      db,
      `select sum(open_cents)::bigint as cents from receivables_items where state = 'open'`
    )
    // Nothing has moved since the last of November: what is open now was pending then.
    assert.equal(closed!.pending_cents, owed!.cents)
    clock.freeze('2026-12-10T15:00:00Z')
    const invoice = await invoiceOf(2)
    const { done } = await correct(client, await ana(), {
      ...{ id: invoice.id, operation: 'cancel', form: { reason_code: 'misread' } },
    })
    done.assertStatus(302)
    await workers('2027-01-01T02:00:30-04:00')
    assert.deepEqual(await closingOf(REFERENCE), closed)
    const december = await closingOf('2026-12')
    assert.equal(december!.cancelled_cents, invoice.total_cents)
    assert.equal(december!.pending_cents, closed!.pending_cents - invoice.total_cents)
    await assert.rejects(
      () => query(db, 'update payments_closings set paid_cents = 0'),
      /permission denied/
    )
  }).tags(['@TR-3.2.8.12b'])

  test('a month is closed once, and not before it is over', async ({ client, assert }) => {
    const close = async (reference: string) =>
      client
        .post('/api/actions/payments.close_month')
        .withCsrfToken()
        .loginAs(await ana())
        .json({ reference })
    const again = await close(REFERENCE)
    assert.equal(again.status(), 409)
    const early = await close('2027-01')
    assert.equal(early.status(), 409)
  })
})
