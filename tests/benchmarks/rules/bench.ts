import { compileRuleset, explainRuleset, runExamples } from '#core/rules/index'
import { registries } from '#core/kernel/index'
import type { BenchOptions } from '../run.ts'
import { benchBill } from './bill.ts'

const MICROSECONDS = 1000
const ROUNDS = 20_000
const EXPLAINED = 500

function timed(times: number, work: () => unknown): number {
  for (let warm = 0; warm < times / 10; warm++) work()
  const began = performance.now()
  for (let round = 0; round < times; round++) work()
  return ((performance.now() - began) / times) * MICROSECONDS
}

const round = (value: number) => Number(value.toFixed(1))

/**
 * Compiled rules against json-logic-js, which explains the same rules with the same operators: microseconds of one
 * evaluation and their ratio, for the first example of every decision that the plugins declare; then bills a second.
 */
export default async function bench({ json }: BenchOptions) {
  const report = registries()
    .decisions.all()
    .filter(({ ruleset }) => ruleset.examples.length > 0)
    .map((decision) => {
      const { ruleset } = decision
      const { facts, lookups } = ruleset.examples[0]!
      const compiled = compileRuleset(decision, ruleset)
      const first = performance.now()
      explainRuleset(decision, structuredClone(ruleset), facts, lookups)
      const firstExplained = performance.now() - first
      const closures = timed(ROUNDS, () => compiled.evaluate(facts, lookups))
      const reference = timed(EXPLAINED, () => explainRuleset(decision, ruleset, facts, lookups))
      return {
        decision: decision.name,
        examples_pass: runExamples(decision, ruleset).passed,
        closures_us: round(closures),
        json_logic_us: round(reference),
        ratio: round(reference / closures),
        /** One explanation of rules never asked before, as a screen asks it: checked, prepared and explained. */
        first_explained_ms: round(firstExplained),
      }
    })
  const bill = benchBill()
  const rows = [...report, bill]
  if (!json) process.stdout.write(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
  return rows
}
