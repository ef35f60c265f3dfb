import { explainRuleset } from './explain/ruleset.ts'
import { runExamples } from './examples.ts'
import { argPath, pointer } from './run.ts'
import type { Decision, ExplainedNode, Issue, RulesetContent } from './types.ts'

/** A place that examples should reach: a rule's answer, one outcome of an "if", or the default. */
interface Branch {
  readonly path: string
  readonly message: string
}

export interface Coverage {
  readonly reached: number
  readonly total: number
  /** One warning for each branch that no passing example reaches. */
  readonly missing: readonly Issue[]
}

/** Which branches of the rules the passing examples go through. Throws as `runExamples` does. */
export function coverageOf(decision: Decision, content: RulesetContent): Coverage {
  const reached = new Set<string>()
  const { results } = runExamples(decision, content)
  for (const [index, { facts, lookups }] of content.examples.entries()) {
    if (results[index]?.passed !== true) continue
    const { rules, hits } = explainRuleset(decision, content, facts, lookups)
    for (const [position, { state, when, then }] of rules.entries()) {
      if (state === 'hit') reached.add(`/rules/${position}`)
      for (const node of [when, ...Object.values(then)]) if (node !== null) visit(node, reached)
    }
    if (hits.length === 0) reached.add('/default')
  }
  const branches = branchesOf(content)
  const missing = branches.filter(({ path }) => !reached.has(path))
  return {
    reached: branches.length - missing.length,
    total: branches.length,
    missing: missing.map((branch) => ({
      code: 'branch_without_example',
      severity: 'warning',
      ...branch,
    })),
  }
}

function visit(node: ExplainedNode, reached: Set<string>): void {
  reached.add(node.path)
  for (const arg of node.args) visit(arg, reached)
}

function branchesOf({ rules, default: fallback }: RulesetContent): Branch[] {
  const found: Branch[] = rules.flatMap((rule, index) => {
    const path = `/rules/${index}`
    const message = 'Nenhum exemplo que passa usa esta regra; escreva um.'
    const parts = Object.entries(rule.then).flatMap(([name, expression]) =>
      choicesIn(expression, `${path}/then/${pointer(name)}`)
    )
    return [{ path, message }, ...choicesIn(rule.when, `${path}/when`), ...parts]
  })
  if (fallback === null) return found
  const message = 'Nenhum exemplo que passa chega ao resultado padrão; escreva um.'
  return [...found, { path: '/default', message }]
}

/** Values that an "if" chooses from, at any depth. */
function choicesIn(expression: unknown, path: string): Branch[] {
  if (typeof expression !== 'object' || expression === null) return []
  if (Array.isArray(expression)) {
    return expression.flatMap((part, index) => choicesIn(part, `${path}/${index}`))
  }
  const [[op, args]] = Object.entries(expression) as [[string, readonly unknown[]]]
  if (op === 'literal' || op === 'var') return []
  const inside = args.flatMap((arg, index) => choicesIn(arg, argPath(path, op, index)))
  if (op !== 'if') return inside
  const last = args.length - 1
  const own = args.flatMap((_, index) => {
    if (index % 2 === 0 && index !== last) return []
    const which = index === last ? '"senão"' : `${(index + 1) / 2}º "então"`
    const message = `Nenhum exemplo que passa chega ao ${which} deste "se"; escreva um.`
    return [{ path: argPath(path, op, index), message }]
  })
  return [...own, ...inside]
}
