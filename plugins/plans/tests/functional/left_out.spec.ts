import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { clock } from '#core/calendar/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { houses, plain, setUpPlans, simulate } from '../support/plans.ts'

test.group('Plans | what a negotiation leaves out', (group) => {
  freshDatabase(group)
  group.setup(() => setUpPlans())
  group.each.setup(() => {
    clock.freeze('2026-11-20T15:00:00Z')
    return () => clock.restore()
  })

  test('a third party’s debt stays out, and both doors say how much and whose', async ({
    client,
    assert,
  }) => {
    const { houses: built } = await houses(['200', '80'])
    const [house, other] = built
    await query(
      db,
      `update receivables_items i set beneficiary_id = b.id from receivables_beneficiaries b
        where b.kind <> 'utility' and b.municipality_id = i.municipality_id and i.premise_id = ?`,
      [house!.id]
    )
    const quoted = await simulate(client, { premise_id: String(house!.id) })
    assert.isEmpty(quoted.debts)
    assert.lengthOf(quoted.left_out, 1)
    assert.deepInclude(quoted.left_out[0], { why: 'third_party', open_cents: '20000' })
    const { left_out: nothing } = await simulate(client, { premise_id: String(other!.id) })
    assert.isEmpty(nothing)
    const page = await client
      .get(`/plans/negotiation?premise_id=${house!.id}`)
      .loginAs(await userNamed('ana.'))
    page.assertStatus(200)
    assert.include(plain(page), 'R$ 200,00 que são de ')
  })
})
