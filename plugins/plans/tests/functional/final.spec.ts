import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { act } from '#tests/support/requests'
import { pay } from '../support/payments.ts'
import { planOf, assertBridges } from '../support/rows.ts'
import { OPEN_POLICY, plansGroup } from '../support/set_up.ts'
import { signedHouse } from '../support/signing.ts'

test.group('Plans | a final account', (group) => {
  plansGroup(group, { ...OPEN_POLICY, method: 'simple', monthly_percent: '1' })

  test('asks for the principal of instalments to come without their interest; taken back, both wait again; paid, the plan is', async ({
    client,
    assert,
  }) => {
    const { month, house, plan } = await signedHouse(client, '600', { instalments: 6 })
    const interest = async () => {
      const rows = await query<{ state: string; cents: bigint }>(
        db,
        `select state, sum(amount_cents)::bigint as cents from receivables_pending_charges
          where source_type = 'plans.agreements' and source_id = ? and cause = 'plan_interest' group by state`,
        [plan]
      )
      return rows.map(({ state }) => state)
    }
    assert.deepEqual(await interest(), ['pending'])
    const input = { premise_id: Number(house.id), due_on: '2026-11-30' }
    const finals = () =>
      query<{ id: bigint; document_id: bigint; total_cents: bigint }>(
        db,
        'select id, document_id, total_cents from billing_final_accounts where premise_id = ? order by id',
        [house.id]
      )
    const issued = await act(client, 'billing.issue_final_account', input)
    issued.assertStatus(200)
    const [first] = await finals()
    assert.equal(first!.total_cents, 60_000n)
    assert.deepEqual(await interest(), ['cancelled'])
    const back = await act(client, 'billing.cancel_final_account', {
      ...{ id: Number(first!.id), reason: 'O cliente fica' },
    })
    back.assertStatus(200)
    assert.deepEqual(await interest(), ['pending'])
    const again = await act(client, 'billing.issue_final_account', input)
    again.assertStatus(200)
    const [, second] = await finals()
    await pay(second!.document_id, '2026-11-27')
    assert.deepInclude(await planOf(plan), { state: 'settled' })
    await assertBridges(assert, month, ['2026-11'])
  })
})
