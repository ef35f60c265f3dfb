import { answer, type Compute, type Plan, type PlannedRule } from './answer.ts'
import { checkRuleset } from './check/ruleset.ts'
import { compileExpression, placeOf, type Workshop } from './compile_expression.ts'
import { RuleError } from './errors.ts'
import { finisherOf } from './outcome.ts'
import { located, pointer, startRun, type Run } from './run.ts'
import type {
  CompiledRuleset,
  Decision,
  Expression,
  Facts,
  Lookups,
  Outcome,
  Rule,
  RulesetContent,
} from './types.ts'
import type { Value } from './values.ts'

const NO_LOOKUPS: Lookups = Object.freeze({})

/** Checks and compiles a ruleset. Throws `RuleError` E_RULES_INVALID with the findings when one is critical. */
export function compileRuleset(decision: Decision, content: RulesetContent): CompiledRuleset {
  refuseInvalid(decision, content)
  return compileUnchecked(decision, content)
}

/** Throws E_RULES_INVALID when the ruleset has a critical finding. */
export function refuseInvalid(decision: Decision, content: RulesetContent): void {
  const issues = checkRuleset(decision, content)
  const critical = issues.filter(({ severity }) => severity === 'critical')
  if (critical.length === 0) return
  const detail = critical.map(({ path, message }) => `${path || '/'}: ${message}`).join(' ')
  const place = { ruleset: decision.name, rule: null, path: critical[0]?.path ?? '' }
  throw new RuleError('E_RULES_INVALID', place, detail, { issues })
}

/** Compiles a ruleset whose shape is known to be sound; types are verified only as it runs. */
export function compileUnchecked(decision: Decision, content: RulesetContent): CompiledRuleset {
  const plan = planRuleset(decision, content, (rule) => {
    const workshop: Workshop = { facts: decision.facts, places: [] }
    return (expression, path) => {
      const closure = compileExpression(expression, workshop, path)
      return (run, facts) => {
        try {
          return closure(run, facts)
        } catch (error) {
          const place = placeOf(workshop.places, run.at, error)
          throw located(error, { ruleset: decision.name, rule: rule.id, path: place })
        }
      }
    }
  })
  return Object.freeze({
    decision: decision.name,
    evaluate: (facts: Facts, lookups: Lookups = NO_LOOKUPS) =>
      answer(plan, startRun(lookups), facts as Value),
  })
}

/** Makes an expression at a path ready to be computed. */
export type Prepare = (expression: Expression, path: string) => Compute

/** The rules of a content prepared by one of the evaluators. */
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
  const fields = Object.entries(rule.then)
  return {
    rule,
    path,
    hit: Object.freeze({ rule: rule.id, because: rule.because }),
    when: prepare(rule.when, `${path}/when`),
    then: fields.map(([name, expression]) => ({
      name,
      path: `${path}/then/${pointer(name)}`,
      compute: prepare(expression, `${path}/then/${pointer(name)}`),
      finish: finisherOf(decision.outcome.properties?.[name]),
    })),
  }
}

function finishFallback(decision: Decision, content: RulesetContent): Outcome | null {
  if (content.default === null) return null
  const run: Run = startRun(NO_LOOKUPS)
  try {
    return finisherOf(decision.outcome)(content.default as Value, run) as Outcome
  } catch (error) {
    throw located(error, { ruleset: decision.name, rule: null, path: '/default' })
  }
}
