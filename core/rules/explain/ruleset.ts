import { Dec } from '#core/money/index'
import { answer, type Plan, type PlannedRule } from '../answer.ts'
import { refuseInvalid } from '../check/ruleset.ts'
import { planRuleset } from '../plan.ts'
import { startRun, type Run } from '../run.ts'
import { decisionFor } from '../subject.ts'
import type {
  Decision,
  ExplainedNode,
  ExplainedRule,
  Explanation,
  Facts,
  Lookups,
  RulesetContent,
} from '../types.ts'
import type { Value } from '../values.ts'
import { explainLogic, type Step } from './oracle.ts'
import { plain } from './plain.ts'
import { prepareLogic } from './prepare.ts'

const NO_LOOKUPS: Lookups = Object.freeze({})

/** A ruleset rewritten for json-logic-js, once: the steps of an evaluation stand in its run. */
interface Ready {
  readonly plan: Plan
  readonly fields: Readonly<Record<string, string>>
  /** Without critical findings, as far as was asked. */
  isChecked: boolean
}

type Explaining = Run & { readonly trail: Map<string, Step> }

/** By content and decision; a content is data and does not change, another one is another ruleset. */
const made = new WeakMap<RulesetContent, WeakMap<Decision, Ready>>()

/**
 * Answers a decision by json-logic-js, with every step. The outcome and the errors (code, rule, path) are those of the
 * compiled ruleset; a ruleset with critical findings is refused (E_RULES_INVALID).
 */
export function explainRuleset(
  asked: Decision,
  content: RulesetContent,
  facts: Facts,
  lookups: Lookups = NO_LOOKUPS
): Explanation {
  const decision = decisionFor(asked, content)
  const known = made.get(content)?.get(decision)
  if (!known?.isChecked) {
    refuseInvalid(decision, content)
    readyFor(decision, content).isChecked = true
  }
  return explainUnchecked(decision, content, facts, lookups)
}

/** Explains a ruleset whose shape is known to be sound. */
export function explainUnchecked(
  decision: Decision,
  content: RulesetContent,
  facts: Facts,
  lookups: Lookups = NO_LOOKUPS
): Explanation {
  const { plan, fields } = readyFor(decision, content)
  const run: Explaining = { ...startRun(lookups), trail: new Map() }
  const { outcome, hits } = answer(plan, run, facts as Value)
  const applied = new Set(hits.map(({ rule }) => rule))
  const rules = plan.rules.map((planned) => explainedRule(planned, applied, run.trail))
  return Object.freeze({
    ...{ outcome, hits, decision: decision.name, title: decision.title },
    ...{ rules: Object.freeze(rules), fields },
  })
}

function readyFor(decision: Decision, content: RulesetContent): Ready {
  let byDecision = made.get(content)
  if (byDecision === undefined) made.set(content, (byDecision = new WeakMap()))
  let ready = byDecision.get(decision)
  if (ready === undefined) {
    ready = {
      plan: preparedPlan(decision, content),
      fields: fieldTitles(decision),
      isChecked: false,
    }
    byDecision.set(decision, ready)
  }
  return ready
}

function preparedPlan(decision: Decision, content: RulesetContent): Plan {
  return planRuleset(decision, content, ({ id }) => (expression, path) => {
    const prepared = prepareLogic(expression, path, decision.facts)
    const place = { ruleset: decision.name, rule: id }
    return (run, value) => {
      const step = explainLogic(prepared, value, { run, place })
      ;(run as Explaining).trail.set(path, step)
      return step.value
    }
  })
}

function explainedRule(
  { rule, path, then }: PlannedRule,
  applied: ReadonlySet<string>,
  steps: ReadonlyMap<string, Step>
): ExplainedRule {
  const { id, title, because } = rule
  const when = steps.get(`${path}/when`)
  const fields: Record<string, ExplainedNode> = {}
  for (const field of then) {
    const step = steps.get(field.path)
    if (step !== undefined) fields[field.name] = nodeOf(step)
  }
  return Object.freeze({
    ...{ id, title, because },
    state: when === undefined ? 'skipped' : applied.has(id) ? 'hit' : 'missed',
    when: when === undefined ? null : nodeOf(when),
    then: Object.freeze(fields),
  })
}

function nodeOf({ source, args, value }: Step): ExplainedNode {
  if (source.node !== undefined) return source.node
  const { path, op } = source
  const fact = source.read?.fact
  const parts = Object.freeze(args.map(nodeOf))
  if (value instanceof Dec) {
    const text = value.toString()
    return fact === undefined
      ? Object.freeze({ path, op, args: parts, value: text, decimal: true })
      : Object.freeze({ path, op, args: parts, value: text, decimal: true, fact })
  }
  const shown = plain(value)
  return fact === undefined
    ? Object.freeze({ path, op, args: parts, value: shown })
    : Object.freeze({ path, op, args: parts, value: shown, fact })
}

function fieldTitles(decision: Decision): Readonly<Record<string, string>> {
  const properties = Object.entries(decision.outcome.properties ?? {})
  return Object.freeze(
    Object.fromEntries(properties.map(([name, schema]) => [name, schema.title ?? name]))
  )
}
