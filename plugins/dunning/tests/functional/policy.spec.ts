import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { DEFAULT_POLICY } from '../../domain/default_policy.ts'
import type { Policy, PolicyStep } from '../../domain/policy.ts'
import { setCollectionPolicy } from './collection_policy.ts'
import { type Unit, at, generate, noticesOf, owe, setTerms, unitsOwingNothing } from './owing.ts'

const POLICY = '/configuration/dunning-policy/default'

const withStep = (id: string, change: Partial<PolicyStep>): Policy => ({
  ...DEFAULT_POLICY,
  title: 'Política de teste',
  steps: DEFAULT_POLICY.steps.map((step) => (step.id === id ? { ...step, ...change } : step)),
})
test.group('Dunning | policy', (group) => {
  freshDatabase(group)
  let units: Unit[] = []

  group.setup(async () => {
    at('2024-02-28')
    units = await unitsOwingNothing()
    await setTerms({ minimum_days: 1 })
  })
  group.each.teardown(() => clock.restore())

  test('what the law forbids is refused when the policy is written, naming the article', async ({
    client,
  }) => {
    at('2024-03-01')
    const page = await open(client, 'bruno', POLICY)
    page.assertTextIncludes('Política da lei')
    page.assertTextIncludes('Contado a partir de')
    const refusals: readonly [Policy, string][] = [
      [withStep('cut_1', { weekdays: ['friday'] }), 'Lei 14.015/2020'],
      [withStep('cut_1', { days: 10 }), 'Lei 11.445/2007, art. 40, § 2º'],
      [withStep('bureau', { after: 'due' }), 'CDC, art. 43, § 2º'],
      [withStep('extrajudicial', { document: 'dunning.poem' }), 'dunning.poem'],
      [withStep('extrajudicial', { document: 'dunning.case_file' }), 'não é de cobrança'],
      [withStep('cut_1', { document: 'dunning.letter' }), 'não emite papel'],
      [withStep('bureau', { authority: { permission: 'moon.walk', above_cents: 0 } }), 'moon.walk'],
      [withStep('bureau', { eligibility: { '>': [{ var: ['moon'] }, 1] } }), 'moon'],
    ]
    for (const [policy, words] of refusals) {
      const refused = await send(client, 'bruno', `${POLICY}/draft`, {
        content: JSON.stringify(policy),
      })
      refused.assertStatus(422)
      refused.assertTextIncludes(words)
    }
  })

  test('the notices of a run are those of the policy in force, and say which version and step', async ({
    client,
    assert,
  }) => {
    at('2024-03-01')
    const [unit, later] = units as [Unit, Unit]
    await owe(unit, { cents: 8_000n, dueOn: '2024-02-10' })
    await generate(client)
    const kept = () =>
      query<{ step: string; title: string }>(
        db,
        `select n.step, v.content::jsonb ->> 'title' as title from dunning_notices n
           join configuration_versions v on v.id = n.policy_version_id order by n.id`
      )
    assert.deepEqual(await kept(), [{ step: 'notice', title: 'Política da lei' }])
    at('2024-03-02')
    await setCollectionPolicy(withStep('notice', { days: 60 }))
    await owe(later, { cents: 8_000n, dueOn: '2024-02-10' })
    at('2024-04-09')
    await generate(client)
    assert.lengthOf(await noticesOf(later), 0)
    at('2024-04-10')
    await generate(client)
    assert.lengthOf(await noticesOf(later), 1)
    const [, second] = await kept()
    assert.deepEqual(second, { step: 'notice', title: 'Política de teste' })
  })

  test('a policy without notices notifies nobody', async ({ client, assert }) => {
    at('2024-05-02')
    const steps = DEFAULT_POLICY.steps.filter(({ id }) => ['extrajudicial', 'bureau'].includes(id))
    await setCollectionPolicy({ title: 'Sem corte', steps })
    const [, , unit] = units as [Unit, Unit, Unit]
    await owe(unit, { cents: 8_000n, dueOn: '2024-02-10' })
    const run = await generate(client)
    assert.equal(run.status, 'done')
    assert.lengthOf(await noticesOf(unit), 0)
    const page = await open(client, 'bruno', `/jobs/${run.id}`)
    page.assertTextIncludes('não tem notificação')
  })
})
