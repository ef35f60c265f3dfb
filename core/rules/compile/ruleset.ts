import { answer } from '../answer.ts'
import { refuseInvalid } from '../check/ruleset.ts'
import { planRuleset } from '../plan.ts'
import { located, startRun } from '../run.ts'
import { decisionFor } from '../subject.ts'
import type { CompiledRuleset, Decision, Facts, Lookups, RulesetContent } from '../types.ts'
import type { Value } from '../values.ts'
import { compileExpression } from './expression.ts'
import { placeOf, type NodePlace } from './node.ts'

const NO_LOOKUPS: Lookups = Object.freeze({})

/** Checks and compiles a ruleset. Throws `RuleError` E_RULES_INVALID with the findings when one is critical. */
export function compileRuleset(decision: Decision, content: RulesetContent): CompiledRuleset {
  refuseInvalid(decision, content)
  return compileUnchecked(decision, content)
}

/** Compiles a ruleset whose shape is known to be sound; types are verified only as it runs. */
export function compileUnchecked(asked: Decision, content: RulesetContent): CompiledRuleset {
  const decision = decisionFor(asked, content)
  const plan = planRuleset(decision, content, ({ id }) => (expression, path) => {
    const places: NodePlace[] = []
    const closure = compileExpression(expression, path, { facts: decision.facts, places })
    return (run, facts) => {
      try {
        return closure(run, facts)
      } catch (error) {
        const at = placeOf(places, run.at, error)
        throw located(error, { ruleset: decision.name, rule: id, path: at })
      }
    }
  })
  return Object.freeze({
    decision: decision.name,
    evaluate: (facts: Facts, lookups: Lookups = NO_LOOKUPS) =>
      answer(plan, startRun(lookups), facts as Value),
  })
}
