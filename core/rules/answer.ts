import { RuleError, type Fault, type Place } from './errors.ts'
import type { Finish } from './outcome.ts'
import { located, type Run } from './run.ts'
import { settle } from './settle.ts'
import type { Evaluation, Hit, HitPolicy, JsonSchema, Outcome, Rule } from './types.ts'
import { typeFault, type Value } from './values.ts'

/** Computes one expression of a rule on the facts. */
export type Compute = (run: Run, facts: Value) => Value

export interface PlannedField {
  readonly name: string
  readonly path: string
  readonly compute: Compute
  readonly finish: Finish
}

export interface PlannedRule {
  readonly rule: Rule
  readonly path: string
  readonly hit: Hit
  readonly when: Compute
  readonly then: readonly PlannedField[]
}

/** A ruleset as either evaluator prepared it. */
export interface Plan {
  readonly ruleset: string
  readonly policy: HitPolicy
  readonly rules: readonly PlannedRule[]
  readonly fallback: Outcome | null
  readonly schema: JsonSchema
}

/** Asks the rules in order and puts the answers together: the part that both evaluators share. */
export function answer(plan: Plan, run: Run, facts: Value): Evaluation {
  const outcomes: Outcome[] = []
  const hits: Hit[] = []
  const places: Place[] = []
  for (const planned of plan.rules) {
    if (!holds(plan, planned, run, facts)) continue
    outcomes.push(outcomeOf(plan, planned, run, facts))
    hits.push(planned.hit)
    places.push({ ruleset: plan.ruleset, rule: planned.rule.id, path: planned.path })
    if (plan.policy === 'first') break
  }
  const outcome = settle(plan, outcomes, places)
  return Object.freeze({ outcome, hits: Object.freeze(hits) })
}

function holds(plan: Plan, planned: PlannedRule, run: Run, facts: Value): boolean {
  const value = planned.when(run, facts)
  if (typeof value === 'boolean') return value
  const place = { ruleset: plan.ruleset, rule: planned.rule.id, path: `${planned.path}/when` }
  throw placed(typeFault('sim ou não', value), place)
}

function outcomeOf(plan: Plan, planned: PlannedRule, run: Run, facts: Value): Outcome {
  const made: Record<string, unknown> = {}
  for (const { name, path, compute, finish } of planned.then) {
    const value = compute(run, facts)
    try {
      made[name] = finish(value, run)
    } catch (error) {
      throw located(error, { ruleset: plan.ruleset, rule: planned.rule.id, path })
    }
  }
  return Object.freeze(made)
}

function placed(fault: Fault, place: Place): RuleError {
  return new RuleError(fault.code, place, fault.message)
}
