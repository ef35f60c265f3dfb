import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { simulateHere } from '#core/configuration/simulation/start'
import { query } from '#core/database/index'
import { actorOf, open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { DEFAULT_POLICY } from '../../domain/default_policy.ts'
import { type Unit, at, owe, setTerms, unitsOwingNothing } from './owing.ts'

test.group('Dunning | simulated policy', (group) => {
  freshDatabase(group)
  group.each.teardown(() => clock.restore())

  test('a draft is tried on past months: which steps it would have taken, against the policy in force', async ({
    client,
    assert,
  }) => {
    at('2024-01-02')
    const [unit] = (await unitsOwingNothing()) as [Unit]
    await setTerms({ minimum_days: 1 })
    await owe(unit, { cents: 8_000n, dueOn: '2024-01-15' })
    at('2024-05-20')
    const steps = DEFAULT_POLICY.steps.map((step) =>
      step.id === 'extrajudicial' ? { ...step, days: 70 } : step
    )
    const drafted = await send(client, 'bruno', '/configuration/dunning-policy/default/draft', {
      content: JSON.stringify({ title: 'Mais cedo', steps }),
    })
    const path = String(drafted.header('location'))
    const version = path.split('/').at(-1)!
    const submit = () =>
      send(client, 'bruno', `${path}/submit`, {
        ...{ from: '2024-05-20', reason: 'Mais cedo', legal_basis: 'Portaria 1/2024' },
      })
    const refused = await submit()
    assert.include(JSON.stringify(refused.flashMessages()), 'Etapas da cobrança')
    const run = await simulateHere(
      {
        ...{ versionId: BigInt(version), population: 'dunning.policy_month' },
        ...{ from: '2024-03' as RefMonth, until: '2024-04' as RefMonth },
      },
      await actorOf('bruno'),
      {}
    )
    assert.equal(run.status, 'done')
    const results = await query<{ key: string; before_amount: bigint; after_amount: bigint }>(
      db,
      `select key, before_amount, after_amount from configuration_simulation_results where run_id = ? order by key`,
      [run.id]
    )
    // Due on 15 January: 61 days later the second cut; 90 days later the extrajudicial notice, or 70 with the draft; 15 days
    // after that the listing.
    const key = (month: string, step: string) => `${month}/${unit.id}/${unit.holder_id}/${step}`
    assert.deepEqual(results, [
      { key: key('2024-03', 'cut_2'), before_amount: 1n, after_amount: 1n },
      { key: key('2024-03', 'extrajudicial'), before_amount: 0n, after_amount: 1n },
      { key: key('2024-04', 'bureau'), before_amount: 1n, after_amount: 1n },
      { key: key('2024-04', 'extrajudicial'), before_amount: 1n, after_amount: 0n },
    ])
    const page = await open(client, 'bruno', `/configuration/simulations/${run.id}`)
    for (const words of ['Notificação extrajudicial', 'Etapas no mês']) {
      page.assertTextIncludes(words)
    }
    // Tried, but with another content than it has now: it is tried again.
    await send(client, 'bruno', `${path}`, {
      content: JSON.stringify({ title: 'Ainda mais cedo', steps }),
    })
    const stale = await submit()
    assert.include(JSON.stringify(stale.flashMessages()), 'Etapas da cobrança')
  })
})
