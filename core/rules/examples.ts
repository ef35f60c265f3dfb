import { compileRuleset } from './compile/ruleset.ts'
import { RuleError } from './errors.ts'
import { finisherOf } from './outcome.ts'
import { located, startRun } from './run.ts'
import { checkFacts, checkOutcome } from './schema.ts'
import { decisionFor } from './subject.ts'
import type {
  CompiledRuleset,
  Decision,
  Evaluation,
  Example,
  Hit,
  Issue,
  RulesetContent,
} from './types.ts'
import type { Value } from './values.ts'

export interface ExampleResult {
  readonly title: string
  readonly passed: boolean
  /** The expected outcome as written, with decimals in canonical text. */
  readonly expected: unknown
  /** What the rules answer; absent when they end in an error. */
  readonly actual?: unknown
  readonly error?: RuleError
  readonly hits: readonly Hit[]
}

export interface ExamplesReport {
  /** Whether every example passed; true without any. */
  readonly passed: boolean
  readonly results: readonly ExampleResult[]
  /** Ids of the rules that no passing example hits. */
  readonly uncovered: readonly string[]
}

/** Runs the examples of a ruleset. Throws `RuleError` E_RULES_INVALID when the ruleset itself has critical findings. */
export function runExamples(asked: Decision, content: RulesetContent): ExamplesReport {
  const decision = decisionFor(asked, content)
  const compiled = compileRuleset(decision, content)
  const results = content.examples.map((example, index) =>
    runExample({ decision, compiled, path: `/examples/${index}` }, example)
  )
  const hit = new Set(
    results.flatMap(({ passed, hits }) => (passed ? hits : []).map((h) => h.rule))
  )
  return {
    passed: results.every(({ passed }) => passed),
    results,
    uncovered: content.rules.map(({ id }) => id).filter((id) => !hit.has(id)),
  }
}

interface Work {
  readonly decision: Decision
  readonly compiled: CompiledRuleset
  readonly path: string
}

function runExample(work: Work, example: Example): ExampleResult {
  const { title } = example
  let hits: readonly Hit[] = []
  let expected: unknown = example.outcome
  try {
    refuse(work, 'facts', checkFacts(work.decision, example.facts))
    const evaluation = work.compiled.evaluate(example.facts, example.lookups)
    hits = evaluation.hits
    refuseOutcome(work, evaluation)
    expected = canonical(work, example.outcome)
    const passed = isSame(expected, evaluation.outcome)
    return { title, passed, expected, actual: evaluation.outcome, hits }
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    return { title, passed: false, expected, error, hits }
  }
}

function refuse(work: Work, part: 'facts' | 'outcome', issues: readonly Issue[]): void {
  if (issues.length === 0) return
  const place = { ruleset: work.decision.name, rule: null, path: `${work.path}/${part}` }
  const detail = issues.map(({ path, message }) => `${path || '/'}: ${message}`).join(' ')
  const code = part === 'facts' ? 'E_RULES_FACTS' : 'E_RULES_OUTCOME'
  throw new RuleError(code, place, detail, { issues })
}

function refuseOutcome(work: Work, { outcome }: Evaluation): void {
  const outcomes = Array.isArray(outcome) ? outcome : [outcome]
  for (const one of outcomes) refuse(work, 'outcome', checkOutcome(work.decision, one))
}

/** The expected outcome with decimals as evaluation writes them: "34.570" is "34.57". */
function canonical({ decision, path }: Work, outcome: unknown): unknown {
  const one = finisherOf(decision.outcome)
  const schema = { type: 'array', items: decision.outcome } as const
  const finish = decision.hit === 'all' ? finisherOf(schema) : one
  try {
    return finish(outcome as Value, startRun({}))
  } catch (error) {
    throw located(error, { ruleset: decision.name, rule: null, path: `${path}/outcome` })
  }
}

/** Equality of plain JSON, whatever the order of the keys. */
function isSame(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right
  if (left === null || right === null) return left === right
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const names = Object.keys(left)
  if (names.length !== Object.keys(right).length) return false
  return names.every(
    (name) =>
      Object.hasOwn(right, name) &&
      isSame((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name])
  )
}
