import { test } from '@japa/runner'
import { checkPolicy } from '../../domain/check_policy.ts'
import { DEFAULT_POLICY } from '../../domain/default_policy.ts'
import { type Policy, type PolicyStep, daysFromDue } from '../../domain/policy.ts'

/** The policy of the law with one step changed. */
const withStep = (id: string, change: Partial<PolicyStep>): Policy => ({
  ...DEFAULT_POLICY,
  steps: DEFAULT_POLICY.steps.map((step) => (step.id === id ? { ...step, ...change } : step)),
})
const without = (id: string): Policy => ({
  ...DEFAULT_POLICY,
  steps: DEFAULT_POLICY.steps.filter((step) => step.id !== id),
})

test.group('Dunning | checkPolicy', () => {
  test('the default policy is as the law', ({ assert }) => {
    assert.deepEqual(checkPolicy(DEFAULT_POLICY), [])
    assert.deepEqual(
      DEFAULT_POLICY.steps.map(({ id }) => daysFromDue(DEFAULT_POLICY, id)),
      [1, 31, 61, 90, 105]
    )
  })

  test('what is laxer than the law is refused by its article: {title}')
    .with([
      {
        title: 'a cut on Friday',
        policy: withStep('cut_1', { weekdays: ['thursday', 'friday'] }),
        ...{ code: 'cut_day', law: 'Lei 14.015/2020' },
      },
      {
        title: 'a cut on any day',
        policy: withStep('cut_1', { weekdays: [] }),
        ...{ code: 'cut_day', law: 'Lei 14.015/2020' },
      },
      {
        title: 'a cut 29 days after the notice',
        policy: withStep('cut_1', { days: 29 }),
        ...{ code: 'cut_notice', law: 'Lei 11.445/2007, art. 40, § 2º' },
      },
      {
        title: 'a cut without notice',
        policy: withStep('cut_1', { after: 'due' }),
        ...{ code: 'cut_notice', law: 'Lei 11.445/2007, art. 40, § 2º' },
      },
      {
        title: 'a cut that payment does not stop',
        policy: withStep('cut_1', { stops: ['agreement', 'hold', 'holder_change'] }),
        ...{ code: 'cut_stops', law: 'Lei 11.445/2007, art. 40, V' },
      },
      {
        title: 'listing without a written notice',
        policy: withStep('bureau', { after: 'due' }),
        ...{ code: 'listing_notice', law: 'CDC, art. 43, § 2º' },
      },
      {
        title: 'a second cut before the first',
        policy: withStep('cut_2', { after: 'notice' }),
        ...{ code: 'cut_order', law: 'nível de corte anterior' },
      },
      {
        title: 'a court case without a title',
        policy: withStep('bureau', { kind: 'judicial', after: 'notice' }),
        ...{ code: 'judicial_title', law: 'Lei 6.830/1980, art. 2º' },
      },
    ])
    .run(({ assert }, { policy, code, law }) => {
      const found = checkPolicy(policy)
      const told = found.find((issue) => issue.code === code)
      assert.isDefined(told, JSON.stringify(found))
      assert.equal(told!.severity, 'critical')
      assert.include(told!.message, law)
    })

  test('a step that hangs on none of the policy, or on itself, is refused', ({ assert }) => {
    const codes = (policy: Policy) => checkPolicy(policy).map(({ code }) => code)
    assert.include(codes(without('notice')), 'step_unplaced')
    assert.include(codes(withStep('notice', { after: 'cut_1' })), 'step_unplaced')
    assert.include(codes(withStep('cut_2', { id: 'cut_1' })), 'step_twice')
  })
})
