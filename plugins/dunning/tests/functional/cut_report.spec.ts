import { test } from '@japa/runner'
import { clock } from '#core/calendar/index'
import { report } from '#plugins/billing/tests/functional/reported_month'
import { send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import {
  at,
  bankToldUntil,
  casesOf,
  cutWorld,
  levelPolicy,
  notice,
  pay,
  runOrders,
  setPolicy,
} from './cut_world.ts'

test.group('Dunning | report of the first level', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  test('of five orders three are executed, one was paid before and one found nobody: 60 %, with the reasons and the next level', async ({
    assert,
    client,
  }) => {
    const world = await cutWorld('2024-03-04', 5)
    await bankToldUntil('2024-03-04')
    await setPolicy({ level_2: levelPolicy(2, { days_after: 30 }) })
    const papers = []
    for (const house of world.houses)
      papers.push(
        await notice(world, house, {
          ...{ issuedOn: '2024-01-30', dueOn: '2024-03-01', debts: [{ cents: 18_735n }] },
        })
      )
    await runOrders(world)
    const close = async (index: number, given: object) => {
      const [one] = await casesOf(world.houses[index]!)
      const closed = await send(client, 'bruno', `/services/orders/${one!.order_id}/change/close`, {
        ...given,
      })
      closed.assertStatus(302)
    }
    const done = { result: 'done', executed_on: '2024-03-04', executed_time: '10:00' }
    for (const index of [0, 1, 2]) await close(index, done)
    await close(3, { result: 'not_done', not_done_reason: 'closed' })
    const [paper] = papers[4]!.documents
    at('2024-03-05')
    await pay(world, paper!, '2024-03-04')
    const { rows, totals } = await report(
      client,
      'dunning.first_level',
      'from_on=2024-03-01&until_on=2024-03-31'
    )
    const told = rows.map((row) => [row.state, row.next_on, row.why !== null])
    assert.sameDeepMembers(told, [
      ...[0, 1, 2].map(() => ['cut', '2024-04-03', false]),
      ['not_done', null, true],
      ['recalled', null, true],
    ])
    assert.deepEqual([Number(totals.executed), Number(totals.executed_percent)], [3, 60])
  }).tags(['@TR-3.2.19.37'])
})
