import { finisherOf } from '../outcome.ts'
import { pointer, startRun } from '../run.ts'
import { decisionFor } from '../subject.ts'
import type { Decision, Issue, Rule, RulesetContent } from '../types.ts'
import type { Value } from '../values.ts'
import { Fault, RuleError } from '../errors.ts'
import { Report, suggestion } from './report.ts'
import { ShapeCheck } from './shape.ts'
import { checkTypes } from './types_of_rules.ts'

const MAX_RULES = 500

/**
 * Checks a ruleset as it is saved: shape, names, facts and types against the decision, cost. Without critical findings it
 * compiles; with valid facts it then fails only for what its warnings and the values themselves announce.
 */
export function checkRuleset(decision: Decision, content: RulesetContent): Issue[] {
  const report = new Report()
  checkContent(decisionFor(decision, content), content, report)
  return report.issues
}

/** Throws `RuleError` E_RULES_INVALID, with all findings, when the ruleset has a critical one. */
export function refuseInvalid(decision: Decision, content: RulesetContent): void {
  const issues = checkRuleset(decision, content)
  const critical = issues.filter(({ severity }) => severity === 'critical')
  if (critical.length === 0) return
  const detail = critical.map(({ path, message }) => `${path || '/'}: ${message}`).join(' ')
  const place = { ruleset: decision.name, rule: null, path: critical[0]?.path ?? '' }
  throw new RuleError('E_RULES_INVALID', place, detail, { issues })
}

function checkContent(decision: Decision, content: RulesetContent, report: Report): void {
  if (!isRecord(content)) {
    return report.critical('not_a_ruleset', '', 'O conteúdo não é um conjunto de regras.')
  }
  if (content.decision !== decision.name) {
    const message = `As regras são de "${String(content.decision)}", e a decisão é "${decision.name}".`
    report.critical('wrong_decision', '/decision', message)
  }
  if (!Array.isArray(content.rules) || content.rules.length > MAX_RULES) {
    const message = `"rules" deve ser uma lista de até ${MAX_RULES} regras.`
    return report.critical('rules_not_list', '/rules', message)
  }
  const shape = new ShapeCheck(report)
  for (const [index, rule] of content.rules.entries()) {
    checkRule(decision, rule, { path: `/rules/${index}`, report, shape })
  }
  checkIds(content.rules, report)
  checkDefault(decision, content, report)
  checkExamples(content, report, shape)
  if (!report.hasCritical) checkTypes(decision, content, report)
}

interface Work {
  readonly path: string
  readonly report: Report
  readonly shape: ShapeCheck
}

function checkRule(decision: Decision, rule: Rule, { path, report, shape }: Work): void {
  if (!isRecord(rule)) return report.critical('not_a_rule', path, 'Aqui devia haver uma regra.')
  for (const name of ['id', 'title', 'because'] as const) {
    if (typeof rule[name] === 'string' && rule[name].trim() !== '') continue
    const what = { id: 'identificador', title: 'título', because: 'fundamento legal' }[name]
    report.critical('rule_incomplete', `${path}/${name}`, `Falta o ${what} da regra.`)
  }
  shape.expression(rule.when, `${path}/when`)
  if (!isRecord(rule.then)) {
    return report.critical('then_not_object', `${path}/then`, 'Faltam os resultados da regra.')
  }
  checkFields(decision, rule, { path, report, shape })
}

function checkFields(decision: Decision, rule: Rule, { path, report, shape }: Work): void {
  const properties = decision.outcome.properties ?? {}
  for (const [name, expression] of Object.entries(rule.then)) {
    const at = `${path}/then/${pointer(name)}`
    if (!Object.hasOwn(properties, name)) {
      const hint = suggestion(name, Object.keys(properties))
      report.critical('unknown_field', at, `A decisão não tem o resultado "${name}".${hint}`)
    }
    shape.expression(expression, at)
  }
  for (const name of decision.outcome.required ?? []) {
    if (Object.hasOwn(rule.then, name)) continue
    report.critical('missing_field', `${path}/then`, `Falta o resultado "${name}".`)
  }
}

function checkIds(rules: readonly Rule[], report: Report): void {
  const seen = new Set<unknown>()
  for (const [index, rule] of rules.entries()) {
    const id: unknown = isRecord(rule) ? rule.id : undefined
    if (typeof id === 'string' && seen.has(id)) {
      const message = `O identificador "${id}" já é de outra regra; troque-o.`
      report.critical('duplicate_rule', `/rules/${index}/id`, message)
    }
    seen.add(id)
  }
}

function checkDefault(decision: Decision, content: RulesetContent, report: Report): void {
  if (content.default === null) return
  if (!isRecord(content.default)) {
    const message = 'O resultado padrão deve ser um objeto, ou null para não haver nenhum.'
    return report.critical('bad_default', '/default', message)
  }
  try {
    finisherOf(decision.outcome)(content.default as Value, startRun({}))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    report.critical('bad_default', '/default', `O resultado padrão está errado: ${error.message}.`)
  }
}

function checkExamples(content: RulesetContent, report: Report, shape: ShapeCheck): void {
  const examples: unknown = content.examples
  if (!Array.isArray(examples)) {
    return report.critical('examples_not_list', '/examples', '"examples" deve ser uma lista.')
  }
  for (const [index, example] of examples.entries()) {
    const path = `/examples/${index}`
    if (!isRecord(example) || typeof example.title !== 'string' || !isRecord(example.facts)) {
      const message = 'Um exemplo tem título, dados e resultado esperado.'
      report.critical('bad_example', path, message)
    } else shape.data(example, path)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
