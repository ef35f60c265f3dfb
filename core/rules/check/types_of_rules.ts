import { MAX_STEPS, pointer } from '../run.ts'
import type { Decision, Rule, RulesetContent } from '../types.ts'
import { checkAssign } from './assign.ts'
import { Inference } from './infer.ts'
import { presentWhen } from './narrow.ts'
import { checkOperand } from './operands.ts'
import type { Report } from './report.ts'
import { typeOfSchema } from './schema_type.ts'
import { checkUnusedLookups } from './lookups.ts'
import { checkReach } from './reach.ts'
import { scopeOf, withPresent, type Scope } from './scope.ts'
import { UNKNOWN_LENGTH, type Type } from './type.ts'

const CONDITION = { name: 'when', title: 'Condição da regra', accepts: 'boolean' } as const

/** Types, reachability and cost of rules of sound shape. */
export function checkTypes(decision: Decision, content: RulesetContent, report: Report): void {
  const inference = new Inference(report)
  let scope = scopeOf(typeOfSchema(decision.facts))
  const costs: number[] = []
  for (const [index, rule] of content.rules.entries()) {
    const path = `/rules/${index}`
    costs.push(checkRule(decision, rule, { inference, report, scope, path }))
    // With the policy "first", a rule is only tried where the conditions before it did not hold.
    if (decision.hit === 'first') scope = withPresent(scope, presentWhen(rule.when, false))
  }
  checkReach(decision, content, report)
  checkUnusedLookups(content, report)
  checkFallback(decision, content, report)
  checkCost(content, costs, report)
}

function checkCost({ rules }: RulesetContent, costs: readonly number[], report: Report): void {
  const cost = costs.reduce((sum, one) => sum + one, 0)
  if (cost <= MAX_STEPS) return
  const most = Math.max(...costs)
  const dearest = rules[costs.indexOf(most)]?.title
  const message = `As regras podem passar de ${MAX_STEPS} passos (até ${cost}). A mais cara é "${dearest}", com até ${most}: reduza nela listas dentro de listas, ou o "maxItems" dos dados.`
  report.critical('cost_exceeded', '/rules', message)
}

interface Work {
  readonly inference: Inference
  readonly report: Report
  readonly scope: Scope
  readonly path: string
}

/** Returns the most steps that the rule takes. */
function checkRule(
  decision: Decision,
  rule: Rule,
  { inference, report, scope, path }: Work
): number {
  const when = inference.expression(rule.when, scope, `${path}/when`)
  checkOperand(CONDITION, when.type, { path: `${path}/when`, report })
  const inner = withPresent(scope, presentWhen(rule.when, true))
  let cost = when.cost
  for (const [name, expression] of Object.entries(rule.then)) {
    const at = `${path}/then/${pointer(name)}`
    const known = inference.expression(expression, inner, at)
    const target = typeOfSchema(decision.outcome.properties?.[name] ?? {})
    checkAssign(known.type, target, { path: at, report })
    cost += known.cost + sizeOf(known.type)
  }
  return cost
}

/** Steps that writing the outcome takes: one for each element and object. */
function sizeOf(type: Type): number {
  if (type.kind === 'list') {
    const max = type.max ?? UNKNOWN_LENGTH
    return max * (1 + (type.element === undefined ? 1 : sizeOf(type.element)))
  }
  if (type.kind !== 'object' || type.fields === undefined) return 1
  return Object.values(type.fields).reduce((sum, field) => sum + sizeOf(field), 1)
}

function checkFallback(decision: Decision, content: RulesetContent, report: Report): void {
  const isCovered = content.default !== null || content.rules.some(({ when }) => when === true)
  if (decision.hit === 'all' || isCovered) return
  const message =
    'Sem resultado padrão: quando nenhuma regra se aplica, a decisão para com erro. Confira se é o que se quer.'
  report.warning('no_default', '/default', message)
}
