import { test } from '@japa/runner'
import { clock } from '#core/calendar/index'
import { bodyOf } from '#tests/support/requests'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import {
  type Debt,
  type Unit,
  act,
  call,
  caseOf,
  day,
  done,
  later,
  morning,
  now,
  on,
  owe,
  pay,
  portfolio,
  refusal,
  unitsOwingNothing,
} from '../support/desk.ts'

test.group('Collections | campaigns and collectors', (group) => {
  freshDatabase(group)
  group.setup(() => {
    on(day('2026-11-02'))
    return () => clock.restore()
  })
  group.each.timeout(60_000)

  let units: Unit[]
  let campaign: string
  const slip = ({ document }: Debt, cents: bigint) => ({
    ...{ origin: { type: 'billing.invoice', id: 0n }, documentId: document.id, cents },
  })

  test('of 10 calls 6 answered are 60 %; who pays within 5 days counts, who pays on day 6 does not', async ({
    client,
    assert,
  }) => {
    const all = await unitsOwingNothing()
    units = all.slice(0, 10)
    const cents = units.map((_, place) => [5_000n, 3_000n, 9_000n][place] ?? 2_000n)
    const debts: Debt[] = []
    for (const [place, unit] of units.entries()) {
      const debt = await owe(unit, { cents: cents[place]!, dueOn: '2026-09-20' })
      debts.push(debt)
    }
    await portfolio(client, { name: 'Todos', place: '1', who: 'carla.' })
    await morning()
    const asked = { name: 'Novembro', kind: 'collection', pay_days: 5 }
    const created = await done<{ id: string; planned: number }>(
      act(client, 'collections.create_campaign', asked)
    )
    campaign = created.id
    assert.equal(created.planned, 10)
    assert.equal(
      await refusal(client, 'collections.create_campaign', asked),
      'E_COLLECTIONS_CAMPAIGN_NAME'
    )
    const results = [
      ...['negotiate', 'negotiate', 'negotiate', 'negotiate', 'promised', 'transferred'],
      ...['no_answer', 'no_answer', 'busy', 'wrong_number'],
    ]
    for (const [place, unit] of units.entries()) {
      const { id } = await caseOf(unit)
      const result = results[place]!
      const more = result === 'promised' ? { promise_on: now(), promise_cents: '1500' } : {}
      const calling = { campaign_id: Number(campaign), result, seconds: 60 + place, ...more }
      await call(client, id, calling)
    }
    later(5)
    await pay(client, slip(debts[0]!, 5_000n))
    await pay(client, slip(debts[1]!, 3_000n))
    later(1)
    await pay(client, slip(debts[2]!, 9_000n))
    const ana = await userNamed('ana.')
    const period = `from_on=2026-11-01&until_on=${now()}`
    const { rows } = await bodyOf<{ rows: Record<string, number | string>[] }>(
      client.get(`/api/reports/collections.campaigns?${period}`).loginAs(ana)
    )
    const told = rows[0]!
    assert.deepEqual(
      [told.planned, told.dialled, told.answered, told.unanswered, told.busy, told.invalid].map(
        Number
      ),
      [10, 10, 6, 2, 1, 1]
    )
    assert.deepEqual(
      [told.transferred, told.contact_percent, told.payers, told.paid_cents, told.promises].map(
        Number
      ),
      [1, 60, 2, 8_000, 1]
    )
  }).tags(['@TR-3.2.19.67'])

  test('what each collector did and what came of it; a closed campaign takes no more contacts', async ({
    client,
    assert,
  }) => {
    on(day('2026-11-09'))
    await morning()
    const ana = await userNamed('ana.')
    const { rows } = await bodyOf<{ rows: Record<string, number | string>[] }>(
      client
        .get('/api/reports/collections.collectors?from_on=2026-11-01&until_on=2026-11-30&days=5')
        .loginAs(ana)
    )
    const [carla] = rows
    assert.deepEqual(
      [
        carla!.open_cases,
        carla!.contacts,
        carla!.answered,
        carla!.broken,
        carla!.recovered_cents,
      ].map(Number),
      [7, 10, 6, 1, 8_000]
    )
    const ageing = await bodyOf<{ totals: Record<string, string> }>(
      client.get(`/api/reports/collections.ageing?position_on=${now()}`).loginAs(ana)
    )
    assert.deepEqual([ageing.totals.cases, ageing.totals.overdue_cents].map(Number), [7, 14_000])
    await done(act(client, 'collections.close_campaign', { id: Number(campaign) }))
    const { id } = await caseOf(units[9]!)
    const again = { case_id: Number(id), channel: 'phone', result: 'no_answer' }
    assert.equal(
      await refusal(client, 'collections.contact', { ...again, campaign_id: Number(campaign) }),
      'E_COLLECTIONS_CAMPAIGN'
    )
    const card = await client.get('/home/widgets/collections.desk').loginAs(ana)
    card.assertTextIncludes('140,00')
  })
})
