import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { userNamed } from '#tests/support/people'
import { plain } from '#tests/support/requests'
import { houses } from '../support/houses.ts'
import { plansGroup } from '../support/set_up.ts'
import { simulate } from '../support/signing.ts'

test.group('Plans | what a negotiation leaves out', (group) => {
  plansGroup(group)

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
