import { MAX_STEPS, pointer } from '../run.ts'
import type { Decision, Rule, RulesetContent } from '../types.ts'
import { checkAssign } from './assign.ts'
import { Inference } from './infer.ts'
import { presentWhen } from './narrow.ts'
import { checkOperand } from './operands.ts'
import type { Report } from './report.ts'
import { typeOfSchema } from './schema_type.ts'
import { scopeOf, withPresent, type Scope } from './scope.ts'
import { UNKNOWN_LENGTH, type Type } from './type.ts'

const CONDITION = { name: 'when', title: 'Condição da regra', accepts: 'boolean' } as const

/** Types, reachability and cost of rules of sound shape. */
export function checkTypes(decision: Decision, content: RulesetContent, report: Report): void {
  const inference = new Inference(report)
  let scope = scopeOf(typeOfSchema(decision.facts))
  let cost = 0
  for (const [index, rule] of content.rules.entries()) {
    const path = `/rules/${index}`
    cost += checkRule(decision, rule, { inference, report, scope, path })
    // With the policy "first", a rule is only tried where the conditions before it did not hold.
    if (decision.hit === 'first') scope = withPresent(scope, presentWhen(rule.when, false))
  }
  if (decision.hit === 'first') checkReachable(content.rules, report)
  checkFallback(decision, content, report)
  if (cost <= MAX_STEPS) return
  const message = `As regras podem passar de ${MAX_STEPS} passos (até ${cost}); reduza listas dentro de listas ou o "maxItems" dos dados.`
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

function checkReachable(rules: readonly Rule[], report: Report): void {
  const seen = new Map<string, string>()
  let always: string | null = null
  for (const [index, rule] of rules.entries()) {
    const condition = JSON.stringify(rule.when)
    const same = seen.get(condition)
    const before = always ?? same
    if (before !== undefined && before !== null) {
      const message = `A regra nunca é usada: "${before}", antes dela, ${always === null ? 'tem a mesma condição' : 'vale sempre'}.`
      report.warning('unreachable_rule', `/rules/${index}`, message)
    }
    if (rule.when === true) always ??= rule.id
    seen.set(condition, rule.id)
  }
}

function checkFallback(decision: Decision, content: RulesetContent, report: Report): void {
  const isCovered = content.default !== null || content.rules.some(({ when }) => when === true)
  if (decision.hit === 'all' || isCovered) return
  const message =
    'Sem resultado padrão: quando nenhuma regra se aplica, a decisão para com erro. Confira se é o que se quer.'
  report.warning('no_default', '/default', message)
}
