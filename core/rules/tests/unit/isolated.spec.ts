import { test } from '@japa/runner'
import fc from 'fast-check'
import { checkRuleset, compileRuleset, explainIsolated, explainRuleset } from '../../index.ts'
import { RuleError } from '../../errors.ts'
import { operators } from '../../operators/index.ts'
import type { Expression, RulesetContent } from '../../types.ts'
import { DECIMAL, closed, contentOf, decisionOf, listOf } from './support.ts'

const decision = decisionOf(
  closed({ volume: DECIMAL, list: listOf(DECIMAL, 40) }),
  closed({ x: {} })
)
const facts = { volume: '10', list: ['1', '2'] }
const contentWith = (x: Expression) => contentOf([{ when: true, then: { x } }])

test.group('Rules | in a thread of its own', () => {
  test('answers as here, and errors keep their place', async ({ assert }) => {
    const content = contentWith({ sum: [{ var: ['list'] }] })
    assert.deepEqual(await explainIsolated({ decision, content, facts }), {
      explanation: explainRuleset(decision, content, facts),
    })
    const bad = contentWith({ at: [{ var: ['list'] }, 5] })
    const answer = await explainIsolated({ decision, content: bad, facts })
    assert.containSubset(answer, {
      error: { code: 'E_RULES_INDEX', rule: 'r1', path: '/rules/0/then/x/at/1' },
    })
  }).timeout(30_000)

  test('is ended when its time is over', async ({ assert }) => {
    const limits = { milliseconds: 1, heapMegabytes: 64 }
    const answer = await explainIsolated({ decision, content: contentWith(1), facts }, limits)
    assert.containSubset(answer, { error: { code: 'E_RULES_TIME', ruleset: 'test.decision' } })
  }).timeout(30_000)
})

test.group('Rules | any JSON as rules', () => {
  const LIMIT_MS = 3000

  test('never crashes, never hangs, and every error has its place', ({ assert }) => {
    const names = [...Object.keys(operators), '__proto__', 'constructor', 'toString', '===', 'x']
    const { any } = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 5, withCrossShrink: false },
        fc.constantFrom<unknown>(true, null, 0, -1, '10.5', '2026-01-01', '', 'RES', 1e300, 0.1),
        fc.constantFrom<unknown>({ var: ['list'] }, { var: ['volume'] }, { var: ['__proto__'] }),
        fc
          .tuple(fc.constantFrom(...names), fc.array(tie('any'), { maxLength: 4 }))
          .map(([name, args]) => JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(args)}}`)),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.jsonValue({ maxDepth: 2 })
      ),
    }))
    let ran = 0
    let refused = 0
    const property = fc.property(any, any, (when, x) => {
      const content = contentOf([{ when: when as Expression, then: { x: x as Expression } }])
      const began = performance.now()
      const issues = checkRuleset(decision, content)
      assert.isTrue(issues.every(({ path, message }) => path.startsWith('/') && message !== ''))
      try {
        compileRuleset(decision, content).evaluate(facts)
        ran++
      } catch (error) {
        if (!(error instanceof RuleError)) throw error
        refused++
        assert.isTrue(error.code === 'E_RULES_NO_HIT' || error.path.startsWith('/'), error.code)
      }
      assert.isBelow(performance.now() - began, LIMIT_MS)
    })
    fc.assert(property, { numRuns: 20_000, seed: 20_261_122 })
    assert.isAbove(ran, 100)
    assert.isAbove(refused, 1000)
  }).timeout(120_000)

  test('any JSON instead of the whole ruleset is findings, not a crash', ({ assert }) => {
    const property = fc.property(fc.jsonValue(), (json) => {
      const whole = checkRuleset(decision, json as unknown as RulesetContent)
      assert.isAbove(whole.length, 0)
      const rules = { ...contentOf([]), rules: json } as unknown as RulesetContent
      checkRuleset(decision, rules)
    })
    fc.assert(property, { numRuns: 5000, seed: 20_261_122 })
  })
})
