import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { invoicesOf, nextMonthOf, run } from '#plugins/billing/tests/functional/billed_month'
import { pay } from '#plugins/billing/tests/functional/correcting'
import { report } from '#plugins/billing/tests/functional/reported_month'
import { act } from '#tests/support/requests'
import { houses } from '#plugins/plans/tests/support/houses'
import { setUpPlans } from '#plugins/plans/tests/support/set_up'
import { freshDatabase } from '#tests/support/database'
import { send } from './support/people.ts'

/** Of customers, in the plan of accounts. */
const ADVANCES = '2.1.8.9.1.01'

test.group('Scenario | what was paid ahead goes back to its customer', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  group.setup(() => clock.freeze('2026-11-20T15:00:00Z'))
  group.teardown(() => clock.restore())

  test('an advance of 120,00 of which 50,00 went back by the bank and 30,00 in an invoice is partial with 40,00 left, as the books say', async ({
    client,
    assert,
  }) => {
    await setUpPlans()
    const { month } = await houses(['120', '70'])
    const [twice, once] = await invoicesOf(month)
    const paid = (invoice: typeof twice, on: string) =>
      pay(month.municipalityId, {
        ...{ barcode: invoice!.barcode!, amountCents: invoice!.total_cents },
        paidOn: on as CivilDate,
      })
    for (const day of ['2026-12-01', '2026-12-02']) await paid(twice, day)
    for (const day of ['2026-12-01', '2026-12-03']) await paid(once, day)
    clock.freeze('2026-12-15T15:00:00Z')
    const asked = await send(client, 'bruno', '/receivables/refund-requests', {
      ...{ document_id: String(twice!.document_id), paid_on: '2026-12-02' },
      ...{ amount_cents: '120,00', request: 'Pagou duas vezes' },
    })
    asked.assertStatus(302)
    const [request] = await query<{ id: bigint }>(db, 'select id from receivables_refund_requests')
    const change = (what: string, form: object) =>
      send(client, 'ana', `/receivables/refund-requests/${request!.id}/change/${what}`, form)
    const approved = await change('approve', { reason: 'Conferido' })
    approved.assertStatus(302)
    const tooMuch = await act(client, 'receivables.pay_refund', {
      ...{ id: Number(request!.id), proof: 'TED 1', amount_cents: '12001' },
    })
    assert.equal((tooMuch.body() as { code: string }).code, 'E_RECEIVABLES_REFUND_AMOUNT')
    const given = await change('transfer', { proof: 'TED 4711', amount_cents: '50,00' })
    given.assertStatus(302)
    const next = await nextMonthOf(
      month,
      '2026-12' as RefMonth,
      ['30', '0'].map((m3) => ({ economies: [{ category: 'RES', economies: 1 }], m3 }))
    )
    await run(next, '2026-12-20' as CivilDate)

    const told = async (more = '') => {
      const { rows, totals } = await report(
        client,
        'receivables.refunds',
        `until_on=2026-12-31${more}`
      )
      const lines = rows.map((row) => [
        ...[row.status, row.amount_cents, row.money_cents, row.invoice_cents, row.balance_cents],
        row.given_proof,
      ])
      return { lines, balance: totals.balance_cents }
    }
    const all = await told()
    assert.sameDeepMembers(all.lines, [
      ['partial', '12000', '5000', '3000', '4000', 'TED 4711'],
      ['open', '7000', '0', '0', '7000', null],
    ])
    const partial = await told('&status=partial&form=money')
    assert.equal(partial.balance, '4000')
    const books = await report(
      client,
      'accounting.account_balances',
      `from_on=2026-11-01&until_on=2026-12-31&account=${ADVANCES}`
    )
    const account = books.rows.find((row) => row.account === ADVANCES)
    assert.deepEqual([all.balance, account?.closing_cents], ['11000', '11000'])
  }).tags(['@TR-3.2.19.62'])
})
