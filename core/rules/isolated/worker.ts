import { parentPort, workerData } from 'node:worker_threads'
import { RuleError } from '../errors.ts'
import { explainRuleset } from '../explain/ruleset.ts'
import type { Decision, Facts, Lookups, RulesetContent } from '../types.ts'

interface Task {
  readonly decision: Decision
  readonly content: RulesetContent
  readonly facts: Facts
  readonly lookups: Lookups
}

const { decision, content, facts, lookups } = workerData as Task
try {
  parentPort?.postMessage({ explanation: explainRuleset(decision, content, facts, lookups) })
} catch (error) {
  if (!(error instanceof RuleError)) throw error
  const { code, ruleset, rule, path, people, issues } = error
  parentPort?.postMessage({ error: { code, ruleset, rule, path, people, issues } })
}
