import { Dec } from '#core/money/index'
import { answer } from '../answer.ts'
import { refuseInvalid } from '../check/ruleset.ts'
import { deepFreeze } from '../freeze.ts'
import { planRuleset } from '../plan.ts'
import { startRun } from '../run.ts'
import type {
  Decision,
  ExplainedNode,
  ExplainedRule,
  Explanation,
  Facts,
  Lookups,
  Rule,
  RulesetContent,
} from '../types.ts'
import type { Value } from '../values.ts'
import { explainLogic, type Step } from './oracle.ts'
import { plain } from './plain.ts'
import { prepareLogic } from './prepare.ts'

const NO_LOOKUPS: Lookups = Object.freeze({})

/**
 * Answers a decision by json-logic-js, with every step. The outcome and the errors (code, rule, path) are those of the
 * compiled ruleset; a ruleset with critical findings is refused (E_RULES_INVALID).
 */
export function explainRuleset(
  decision: Decision,
  content: RulesetContent,
  facts: Facts,
  lookups: Lookups = NO_LOOKUPS
): Explanation {
  refuseInvalid(decision, content)
  return explainUnchecked(decision, content, facts, lookups)
}

/** Explains a ruleset whose shape is known to be sound. */
export function explainUnchecked(
  decision: Decision,
  content: RulesetContent,
  facts: Facts,
  lookups: Lookups = NO_LOOKUPS
): Explanation {
  const steps = new Map<string, Step>()
  const plan = planRuleset(decision, content, ({ id }) => (expression, path) => {
    const prepared = prepareLogic(expression, path, decision.facts)
    const place = { ruleset: decision.name, rule: id }
    return (run, value) => {
      const step = explainLogic(prepared, value, { run, place })
      steps.set(path, step)
      return step.value
    }
  })
  const evaluation = answer(plan, startRun(lookups), facts as Value)
  const hits = new Set(evaluation.hits.map(({ rule }) => rule))
  return deepFreeze({
    ...evaluation,
    decision: decision.name,
    title: decision.title,
    rules: plan.rules.map(({ rule, path, then }) =>
      explainedRule(rule, hits, {
        when: steps.get(`${path}/when`),
        then: then.map((field) => [field.name, steps.get(field.path)]),
      })
    ),
    fields: fieldTitles(decision),
  })
}

interface RuleSteps {
  readonly when: Step | undefined
  readonly then: readonly (readonly [string, Step | undefined])[]
}

function explainedRule(rule: Rule, hits: ReadonlySet<string>, steps: RuleSteps): ExplainedRule {
  const { id, title, because } = rule
  const { when } = steps
  const then = steps.then.flatMap(([name, step]) =>
    step === undefined ? [] : [[name, nodeOf(step)] as const]
  )
  return {
    id,
    title,
    because,
    state: when === undefined ? 'skipped' : hits.has(id) ? 'hit' : 'missed',
    when: when === undefined ? null : nodeOf(when),
    then: Object.fromEntries(then),
  }
}

function nodeOf({ source, args, value }: Step): ExplainedNode {
  const fact = source.read?.fact
  return {
    path: source.path,
    op: source.op,
    args: args.map(nodeOf),
    value: plain(value),
    ...(value instanceof Dec ? { decimal: true } : {}),
    ...(fact === undefined ? {} : { fact }),
  }
}

function fieldTitles(decision: Decision): Record<string, string> {
  const properties = Object.entries(decision.outcome.properties ?? {})
  return Object.fromEntries(properties.map(([name, schema]) => [name, schema.title ?? name]))
}
