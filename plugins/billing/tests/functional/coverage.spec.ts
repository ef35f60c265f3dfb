import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { RefMonth } from '#core/calendar/index'
import { closeBridge } from '#core/reports/index'
import { freshDatabase } from '#tests/support/database'
import coverage from '../../bridges/coverage.ts'
import { type GroupMonth, billMonth, readMonth } from './read_month.ts'

const INVOICE = `(select i.id from billing_invoices i join billing_runs r on r.id = i.run_id
  where r.billing_group_id = ? order by i.total_cents limit 1)`

/** The remainder after a change that is undone. */
async function remainderAfter(month: GroupMonth, sql: string | null): Promise<string> {
  const { municipalityId, group: billingGroupId, reference } = month
  const tx = await db.connection('owner').transaction()
  try {
    if (sql) await tx.rawQuery(sql, [String(billingGroupId)])
    const terms = await coverage.terms(tx, { municipalityId, billingGroupId, reference })
    return String(closeBridge(coverage, terms).remainder)
  } finally {
    await tx.rollback()
  }
}

test.group('Billing | bridge of premises', (group) => {
  freshDatabase(group)

  test('closes before and after the run, and opens when an invoice is lost', async ({ assert }) => {
    const month = await readMonth('01', '2026-11' as RefMonth)
    assert.equal(await remainderAfter(month, null), '0')
    await billMonth(month)
    assert.equal(await remainderAfter(month, null), '0')
    const lost = await remainderAfter(month, `delete from billing_invoices where id = ${INVOICE}`)
    assert.notEqual(lost, '0')
  })
})
