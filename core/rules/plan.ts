import type { Compute, Plan, PlannedRule } from './answer.ts'
import { finisherOf } from './outcome.ts'
import { located, pointer, startRun } from './run.ts'
import type { Decision, Expression, Outcome, Rule, RulesetContent } from './types.ts'
import type { Value } from './values.ts'

/** Makes an expression at a path ready to be computed. */
export type Prepare = (expression: Expression, path: string) => Compute

/** A ruleset's rules, each prepared by one of the evaluators. */
export function planRuleset(
  decision: Decision,
  content: RulesetContent,
  prepareFor: (rule: Rule) => Prepare
): Plan {
  return {
    ruleset: decision.name,
    policy: decision.hit,
    schema: decision.outcome,
    fallback: finishFallback(decision, content),
    rules: content.rules.map((rule, index) =>
      planRule(decision, rule, { path: `/rules/${index}`, prepare: prepareFor(rule) })
    ),
  }
}

function planRule(
  decision: Decision,
  rule: Rule,
  { path, prepare }: { readonly path: string; readonly prepare: Prepare }
): PlannedRule {
  const then = Object.entries(rule.then).map(([name, expression]) => {
    const at = `${path}/then/${pointer(name)}`
    const finish = finisherOf(decision.outcome.properties?.[name])
    return { name, path: at, compute: prepare(expression, at), finish }
  })
  const hit = Object.freeze({ rule: rule.id, because: rule.because })
  return { rule, path, hit, when: prepare(rule.when, `${path}/when`), then }
}

function finishFallback(decision: Decision, content: RulesetContent): Outcome | null {
  if (content.default === null) return null
  try {
    return finisherOf(decision.outcome)(content.default as Value, startRun({})) as Outcome
  } catch (error) {
    throw located(error, { ruleset: decision.name, rule: null, path: '/default' })
  }
}
