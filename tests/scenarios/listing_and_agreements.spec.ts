import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type Debtor,
  type Owed,
  bureau,
  day,
  debtors,
  late,
  later,
  notify,
  now,
  on,
  owe,
  pay,
  run,
  setTerms,
} from '#plugins/bureaus/tests/support/bureaus'
import { confirm, download, bringReturn, simulate } from '#plugins/bureaus/tests/support/lots'
import { planOf } from '#plugins/plans/tests/support/rows'
import { setUpPlans } from '#plugins/plans/tests/support/set_up'
import { signed } from '#plugins/plans/tests/support/signing'
import { freshDatabase } from '#tests/support/database'

interface Asked {
  readonly operation: string
  readonly reason: string | null
}

const askedOf = (debtor: Debtor, bureauId: bigint) =>
  query<Asked>(
    db,
    'select operation, reason from bureaus_movements where customer_id = ? and bureau_id = ? order by id',
    [debtor.id, bureauId]
  )

const keyOf = ({ origin }: Owed): string => `bill:${origin.type}:${origin.id}`

test.group('Scenario | who pays or agrees leaves the credit bureau', (group) => {
  freshDatabase(group)
  group.setup(() => setUpPlans())
  group.each.timeout(170_000)
  group.teardown(() => clock.restore())

  test('a payment, an agreement and a re-agreement each ask at once for one removal, by nobody', async ({
    client,
    assert,
  }) => {
    on(day('2026-11-02'))
    const spc = await bureau(client, 'SPC', { name: 'SPC Brasil', layout: 'spc' })
    const [payer, agreeing, again] = (await debtors(3)) as [Debtor, Debtor, Debtor]
    await setTerms(client, { min_days: 60 })
    // The third has an agreement already, over a debt that is too recent to be listed.
    const recent = await owe(again, { due: late(20), cents: 20_000n })
    const first = await signed(client, {
      ...{ premise: again.premiseId, debts: [keyOf(recent)], instalments: 4 },
    })
    const owed = []
    for (const debtor of [payer, agreeing, again])
      owed.push(await owe(debtor, { due: late(90), cents: 30_000n }))
    await notify(client)
    later(10)
    const lot = await simulate(client, spc)
    assert.equal(lot.customers, 3)
    const { file } = await confirm<{ file: { id: string } }>(client, lot)
    await bringReturn(client, spc, await download(client, file.id))
    later(10)
    await run('bureaus.daily', { on: now() })

    const [paid, agreed, renegotiated] = owed as [Owed, Owed, Owed]
    await pay(client, paid)
    await signed(client, {
      ...{ premise: agreeing.premiseId, debts: [keyOf(agreed)], instalments: 6 },
    })
    const second = await signed(client, {
      ...{ premise: again.premiseId, debts: [keyOf(renegotiated)], instalments: 6 },
    })
    const { previous_id: previous } = await planOf(second)
    assert.equal(previous, first)
    const removal = (reason: string) => [
      ['inclusion', null],
      ['exclusion', reason],
    ]
    const asked = []
    for (const debtor of [payer, agreeing, again]) {
      const rows = await askedOf(debtor, spc)
      asked.push(rows.map(({ operation, reason }) => [operation, reason]))
    }
    assert.deepEqual(asked, [removal('payment'), removal('agreement'), removal('agreement')])
  }).tags(['@TR-3.2.9.17.3'])
})
