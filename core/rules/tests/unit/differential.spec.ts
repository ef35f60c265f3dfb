import { test } from '@japa/runner'
import fc from 'fast-check'
import { Inference } from '../../check/infer.ts'
import { Report } from '../../check/report.ts'
import { checkRuleset } from '../../check/ruleset.ts'
import { typeOfSchema } from '../../check/schema_type.ts'
import { scopeOf } from '../../check/scope.ts'
import { compileExpression } from '../../compile/expression.ts'
import { compileUnchecked } from '../../compile/ruleset.ts'
import { Fault, RuleError } from '../../errors.ts'
import { explainUnchecked } from '../../explain/ruleset.ts'
import { operators } from '../../operators/index.ts'
import { startRun } from '../../run.ts'
import type { Evaluation, ExplainedNode, Explanation, HitPolicy } from '../../types.ts'
import type { Value } from '../../values.ts'
import { FACTS, LOOKUPS, RuleGenerator } from './rule_generator.ts'
import { contentOf, decisionOf } from './support.ts'

const ANY_OUTCOME = { type: 'object', properties: { x: {} } } as const
/** 100,000 in every run; the long suite asks for millions: `RULES_CASES=5000000`. */
const CASES = Number(process.env.RULES_CASES ?? 100_000)
const PATIENCE_MS = Math.max(400_000, CASES * 10)

const POLICIES: readonly HitPolicy[] = ['first', 'all', 'sum']

/** What an evaluator did: its outcome and hits, or the error's code and place. */
function resultOf(run: () => Evaluation): { text: string; code: string | null } {
  try {
    const { outcome, hits } = run()
    return { text: JSON.stringify({ outcome, hits }), code: null }
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    const { code, rule, path } = error
    return { text: JSON.stringify({ code, rule, path }), code }
  }
}

function countOperators(node: ExplainedNode, counts: Map<string, number>): void {
  counts.set(node.op, (counts.get(node.op) ?? 0) + 1)
  for (const arg of node.args) countOperators(arg, counts)
}

function count<T>(counts: Map<T, number>, key: T): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function rulesetOf(generator: RuleGenerator) {
  return contentOf(
    Array.from({ length: 1 + generator.below(2) }, () => ({
      when: generator.below(2) === 0 ? true : generator.expression('boolean'),
      then: { x: generator.anything() },
    })),
    generator.below(2) === 0 ? { x: 0 } : null
  )
}

test.group('Rules | both evaluators', (group) => {
  // Half of the cases end in an error whose stack nobody reads.
  const { stackTraceLimit } = Error
  group.setup(() => {
    Error.stackTraceLimit = 0
  })
  group.teardown(() => {
    Error.stackTraceLimit = stackTraceLimit
  })

  test('agree on 100,000 rules or more in values and in errors with their place', ({ assert }) => {
    const codes = new Map<string | null, number>()
    const called = new Map<string, number>()
    const property = fc.property(fc.integer({ min: 0 }), (seed) => {
      const generator = new RuleGenerator(seed, { wrong: seed % 2 === 0 ? 25 : 0, lookups: true })
      const decision = decisionOf(FACTS, ANY_OUTCOME, generator.pick(POLICIES))
      const content = rulesetOf(generator)
      const facts = generator.facts()
      const compiled = resultOf(() => compileUnchecked(decision, content).evaluate(facts, LOOKUPS))
      let explanation: Explanation | null = null
      const explained = resultOf(
        () => (explanation = explainUnchecked(decision, content, facts, LOOKUPS))
      )
      count(codes, compiled.code)
      for (const { when, then } of (explanation as Explanation | null)?.rules ?? []) {
        if (when !== null) countOperators(when, called)
        for (const node of Object.values(then)) countOperators(node, called)
      }
      if (compiled.text === explained.text) return
      throw new Error(
        `${JSON.stringify(content.rules)}\n${JSON.stringify(facts)}\n${compiled.text}\n${explained.text}`
      )
    })
    fc.assert(property, { numRuns: CASES, seed: 20_261_122, endOnFailure: true })
    for (const name of Object.keys(operators)) assert.isAbove(called.get(name) ?? 0, 200, name)
    for (const code of [null, 'E_RULES_TYPE', 'E_RULES_FACT_MISSING', 'E_RULES_ARGUMENT']) {
      assert.isAbove(codes.get(code) ?? 0, 1000, String(code))
    }
    if (process.env.RULES_STATS) console.log(codes, called)
  }).timeout(PATIENCE_MS)

  test('never meet a type or path that the checker let through', ({ assert }) => {
    let passed = 0
    const property = fc.property(fc.integer({ min: 0 }), (seed) => {
      const generator = new RuleGenerator(seed, { wrong: seed % 3 === 0 ? 30 : 0, lookups: false })
      const decision = decisionOf(FACTS, ANY_OUTCOME)
      const content = rulesetOf(generator)
      if (checkRuleset(decision, content).some(({ code }) => code !== 'no_default')) return
      const sane = new RuleGenerator(seed, { wrong: 0, lookups: false })
      passed++
      const { code, text } = resultOf(() =>
        compileUnchecked(decision, content).evaluate(sane.facts())
      )
      if (code === null || !UNSOUND.has(code)) return
      throw new Error(`${JSON.stringify(content.rules)}\n${text}`)
    })
    fc.assert(property, { numRuns: 40_000, seed: 20_261_122, endOnFailure: true })
    assert.isAbove(passed, 5000)
  }).timeout(180_000)

  test('never take more steps than the checker foresaw', ({ assert }) => {
    let longest = 0
    const property = fc.property(fc.integer({ min: 0 }), (seed) => {
      const generator = new RuleGenerator(seed, { wrong: 0, lookups: false })
      const expression = generator.anything()
      const scope = scopeOf(typeOfSchema(FACTS))
      const { cost } = new Inference(new Report()).expression(expression, scope, '')
      const closure = compileExpression(expression, '', { facts: FACTS, places: [] })
      const run = startRun({})
      try {
        closure(run, generator.facts() as Value)
      } catch (error) {
        if (!(error instanceof Fault)) throw error
      }
      longest = Math.max(longest, run.steps)
      if (run.steps > cost) throw new Error(`${run.steps} > ${cost}: ${JSON.stringify(expression)}`)
    })
    fc.assert(property, { numRuns: 20_000, seed: 20_261_122, endOnFailure: true })
    assert.isAbove(longest, 100)
  }).timeout(180_000)
})

/** Errors that the checker rules out when the facts satisfy their schema and nothing comes from look-ups. */
const UNSOUND = new Set(['E_RULES_TYPE', 'E_RULES_FACT_MISSING', 'E_RULES_FIELD_MISSING'])
