import { compileUnchecked } from '../../compile/ruleset.ts'
import { RuleError } from '../../errors.ts'
import { explainUnchecked } from '../../explain/ruleset.ts'
import type { Expression, Facts, JsonSchema, Lookups, Outcome } from '../../types.ts'
import { contentOf, decisionOf } from './support.ts'

const OUTCOME = { type: 'object', properties: { x: {} } } as const

/** The value of an expression in both evaluators, unchecked, or the code and place of its error. */
export function valuesOf(
  expression: Expression,
  given: { readonly facts?: Facts; readonly lookups?: Lookups; readonly schema?: JsonSchema } = {}
): readonly [compiled: unknown, explained: unknown] {
  const decision = decisionOf(given.schema ?? { type: 'object' }, OUTCOME)
  const content = contentOf([{ when: true, then: { x: expression } }])
  const facts = given.facts ?? {}
  return [
    valueOrError(() => compileUnchecked(decision, content).evaluate(facts, given.lookups).outcome),
    valueOrError(() => explainUnchecked(decision, content, facts, given.lookups).outcome),
  ]
}

function valueOrError(run: () => unknown): unknown {
  try {
    return (run() as Outcome).x
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    return `${error.code} ${error.path.replace('/rules/0/then/x', '')}`.trim()
  }
}

/** The error that a function throws, which must be a `RuleError`. */
export function errorOf(run: () => unknown): RuleError {
  try {
    run()
  } catch (error) {
    if (error instanceof RuleError) return error
    throw error
  }
  throw new Error('Nothing was thrown')
}

export function isDeepFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.isFrozen(value) && Object.values(value).every(isDeepFrozen)
}
