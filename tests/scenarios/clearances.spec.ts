import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type TestMonth,
  invoicesOf,
  nextMonthOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { report } from '#plugins/billing/tests/functional/reported_month'
import { act } from '#tests/support/requests'
import { type House, houses } from '#plugins/plans/tests/support/houses'
import { pay } from '#plugins/plans/tests/support/payments'
import { setUpPlans } from '#plugins/plans/tests/support/set_up'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { open, send, work } from './support/people.ts'

interface Bill {
  readonly document_id: bigint
}

const paperOf = async ({ invoices: [id] }: House): Promise<bigint> => {
  const [row] = await query<Bill>(db, 'select document_id from billing_invoices where id = ?', [
    id!,
  ])
  return row!.document_id
}

/** From the screen, to the end of the run; a minute later each time, since an instant is one run. */
async function declare(client: ApiClient, year = 2026) {
  clock.freeze(new Date(clock.now().getTime() + 60_000))
  return work(await send(client, 'ana', '/certificates/annual', { year: String(year) }), 'ana')
}

test.group('Scenario | annual statements that a year is paid', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  let month: TestMonth
  let made: readonly House[]

  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    await setUpPlans()
    const world = await houses(['100', '60', '40', '50'])
    month = world.month
    made = world.houses
  })
  group.teardown(() => clock.restore())

  const told = async (client: ApiClient) => {
    const { rows } = await report(
      client,
      'certificates.clearances',
      `year=2026&billing_group=${month.billingGroupId}`
    )
    return rows.map((row) => [row.premise_id, row.status, row.reason, Number(row.months)])
  }

  test('of three units two without debt are issued, one is not and says why; paid, it becomes issuable and is issued; what is in court is left out', async ({
    client,
    assert,
  }) => {
    const [one, two, three, sued] = made as [House, House, House, House]
    await pay(await paperOf(one), '2026-12-05')
    await pay(await paperOf(two), '2026-12-10')
    const suit = await act(client, 'billing.hold_invoice', {
      ...{ id: Number(sued.invoices[0]!), kind: 'judicial', reason_code: 'court' },
      reason: 'Processo 1002345-67.2026',
    })
    suit.assertStatus(200)
    const early = await send(client, 'ana', '/certificates/annual', { year: '2026' })
    assert.equal((early.flashMessage('problem') as { code: string }).code, 'E_CERTIFICATES_YEAR')
    clock.freeze('2027-01-15T15:00:00Z')
    const first = await declare(client)
    assert.deepEqual([first.status, first.figures.issued, first.figures.withheld], ['done', 2n, 2n])
    const standing = [
      [String(one.id), 'issued', null, 1],
      [String(two.id), 'issued', null, 1],
      [String(sued.id), 'withheld', 'court', 0],
    ]
    assert.sameDeepMembers(await told(client), [
      ...standing,
      [String(three.id), 'withheld', 'pending', 1],
    ])
    const refused = await act(client, 'certificates.issue_clearance', {
      ...{ premise_id: Number(three.id), year: 2026 },
    })
    assert.equal((refused.body() as { code: string }).code, 'E_CERTIFICATES_NOT_CLEAR')
    // Repeated, nothing is issued twice.
    const again = await declare(client)
    assert.deepEqual([again.figures.issued, again.figures.withheld], [0n, 2n])
    await pay(await paperOf(three), '2027-01-16')
    assert.sameDeepMembers(await told(client), [
      ...standing,
      [String(three.id), 'issuable', 'pending', 1],
    ])
    const last = await declare(client)
    assert.deepEqual([last.figures.issued, last.figures.withheld], [1n, 1n])
    assert.sameDeepMembers(await told(client), [...standing, [String(three.id), 'issued', null, 1]])
    const numbers = await query<{ number: string }>(
      db,
      'select number from certificates_clearances where number is not null order by number'
    )
    assert.deepEqual(
      numbers.map(({ number }) => number),
      ['2026-000001', '2026-000002', '2026-000003']
    )
  }).tags(['@TR-3.2.19.68'])

  test('the statement stands on the bill that is due in May, and on a paper that prints again as it was', async ({
    client,
    assert,
  }) => {
    const bill = async (reference: string, issuedOn: string) => {
      clock.freeze(`${issuedOn}T15:00:00Z`)
      const next = await nextMonthOf(
        month,
        reference as RefMonth,
        made.map(() => ({ economies: [{ category: 'RES', economies: 1 }], m3: '10' }))
      )
      await run(next, issuedOn as CivilDate)
      const invoices = await invoicesOf(next)
      return Promise.all(
        made.map(async ({ id }) => {
          const { id: invoice, due_on: dueOn } = invoices.find((i) => i.premise_id === id)!
          const page = await open(client, 'ana', `/billing/invoices/${invoice}/document`)
          return { dueOn, text: page.text() }
        })
      )
    }
    const words = 'Declaração anual de quitação de débitos nº 2026-00000'
    const april = await bill('2027-03', '2027-03-20')
    assert.isFalse(april.some(({ text }) => text.includes(words)))
    const may = await bill('2027-04', '2027-04-20')
    assert.deepEqual(
      may.map(({ dueOn, text }) => [dueOn, text.includes(words)]),
      [...Array.from({ length: 3 }, () => ['2027-05-10', true]), ['2027-05-10', false]]
    )
    assert.include(may[0]!.text, 'Estão quitados os débitos com vencimento de janeiro a dezembro')
    assert.include(may[0]!.text, 'dos débitos do ano a que se refere e dos anos anteriores')

    const [{ id } = { id: 0n }] = await query<{ id: bigint }>(
      db,
      `select id from certificates_clearances where premise_id = ?`,
      [made[0]!.id]
    )
    const print = async () =>
      client.get(`/certificates/clearances/${id}/pdf`).loginAs(await userNamed('ana.'))
    const printed = await print()
    printed.assertStatus(200)
    printed.assertHeader('content-type', 'application/pdf')
    const again = await print()
    assert.isTrue((again.body() as Buffer).equals(printed.body() as Buffer))
  })
})
