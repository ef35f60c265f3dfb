import { compileRuleset } from './compile/ruleset.ts'
import { RuleError } from './errors.ts'
import { decisionFor } from './subject.ts'
import type { Decision, Evaluation, Floor, Issue, RulesetContent } from './types.ts'

const ruleOf = ({ hits: [hit] }: Evaluation): string | null => hit?.rule ?? null

/**
 * Answers of a ruleset that the law does not admit: each floor of its decision is asked like an example. The ruleset itself has
 * no critical findings.
 */
export function floorIssues(asked: Decision, content: RulesetContent): Issue[] {
  if (!asked.floors?.length) return []
  const decision = decisionFor(asked, content)
  const compiled = compileRuleset(decision, content)
  return asked.floors.flatMap((floor) => {
    const issue = issueOf(floor, (facts) => compiled.evaluate(facts))
    return issue ? [issue] : []
  })
}

function issueOf(floor: Floor, ask: (facts: Floor['facts']) => Evaluation): Issue | null {
  try {
    const answer = ask(floor.facts)
    if (floor.allows(answer.outcome)) return null
    // A rule made for the case has its own terms; one that answers everybody alike has none.
    if (floor.unlike && ruleOf(answer) !== ruleOf(ask(floor.unlike))) return null
  } catch (error) {
    // What ends in an error decides nothing: the account waits for a person.
    if (error instanceof RuleError) return null
    throw error
  }
  const message = `As regras responderiam o que a lei não admite no caso “${floor.title}”. ${floor.because}.`
  return { code: 'floor', severity: 'critical', path: '', message }
}
