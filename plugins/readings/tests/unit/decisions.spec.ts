import { test } from '@japa/runner'
import { checkDecision, checkRuleset, runExamples } from '#core/rules/index'
import decisions from '../../decisions/index.ts'

for (const decision of decisions) {
  test.group(`Readings | ${decision.name}`, () => {
    test('is well formed and its default ruleset has no finding', ({ assert }) => {
      assert.deepEqual(checkDecision(decision), [])
      assert.deepEqual(checkRuleset(decision, decision.ruleset), [])
    })

    test('every example passes and every rule is hit by one', ({ assert }) => {
      const report = runExamples(decision, decision.ruleset)
      assert.deepEqual(
        report.results.filter(({ passed }) => !passed),
        []
      )
      assert.deepEqual(report.uncovered, [])
    })
  })
}
