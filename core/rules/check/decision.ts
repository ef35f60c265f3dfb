import type { Decision, Issue, JsonSchema } from '../types.ts'
import { pointer } from '../run.ts'
import { schemaAt, splitPath } from '../facts.ts'
import { isForbiddenName } from '../values.ts'
import { Report } from './report.ts'
import { checkRuleset } from './ruleset.ts'

const KINDS: ReadonlySet<unknown> = new Set([
  'null',
  'boolean',
  'integer',
  'string',
  'array',
  'object',
])

/**
 * Checks what a plugin declares: schemas close every object, require every property, bound every list and use the
 * dialect's kinds; deciding dates that are facts are dates; the product's own ruleset passes. Paths start at the decision.
 */
export function checkDecision(decision: Decision): Issue[] {
  const report = new Report()
  checkSchema(decision.facts, '/facts', report)
  checkSchema(decision.outcome, '/outcome', report)
  for (const [name, schema] of [
    ['facts', decision.facts],
    ['outcome', decision.outcome],
  ] as const) {
    if (schema.type === 'object') continue
    report.critical('not_an_object', `/${name}`, 'O esquema deve ser de um objeto.')
  }
  checkDates(decision, report)
  if (!report.hasCritical) {
    for (const issue of checkRuleset(decision, decision.ruleset)) {
      report.issues.push({ ...issue, path: `/ruleset${issue.path}` })
    }
  }
  return report.issues
}

function checkSchema(schema: JsonSchema, path: string, report: Report): void {
  const kinds: readonly unknown[] = schema.type === undefined ? [] : [schema.type].flat()
  if (kinds.some((kind) => !KINDS.has(kind))) {
    const message = 'Tipo fora do dialeto: números são "integer", ou texto com "format": "decimal".'
    report.critical('unknown_kind', `${path}/type`, message)
  }
  for (const [index, option] of (schema.anyOf ?? []).entries()) {
    checkSchema(option, `${path}/anyOf/${index}`, report)
  }
  if (kinds.includes('array')) checkList(schema, path, report)
  if (kinds.includes('object')) checkObject(schema, path, report)
}

function checkList({ items, maxItems }: JsonSchema, path: string, report: Report): void {
  if (maxItems === undefined) {
    report.critical('list_without_limit', path, 'A lista precisa de "maxItems".')
  }
  if (items === undefined)
    report.critical('list_without_items', path, 'A lista precisa de "items".')
  else checkSchema(items, `${path}/items`, report)
}

function checkObject(schema: JsonSchema, path: string, report: Report): void {
  const names = Object.keys(schema.properties ?? {})
  if (schema.properties === undefined || schema.additionalProperties !== false) {
    const message = 'O objeto precisa de "properties" e de "additionalProperties": false.'
    report.critical('open_object', path, message)
  }
  const missing = names.filter((name) => schema.required?.includes(name) !== true)
  if (missing.length > 0) {
    const message = `Toda propriedade é exigida (ausência é null); falta em "required": ${missing.join(', ')}.`
    report.critical('optional_property', `${path}/required`, message)
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const at = `${path}/properties/${pointer(name)}`
    if (isForbiddenName(name) || name.includes('.') || name === '') {
      report.critical('forbidden_name', at, `O nome "${name}" não pode ser usado.`)
    }
    checkSchema(property, at, report)
  }
}

function checkDates({ dates, facts }: Decision, report: Report): void {
  const seen = new Set<string>()
  for (const [index, { key }] of dates.entries()) {
    const fact = schemaAt(facts, splitPath(key))
    if (fact !== null && fact.format !== 'date') {
      const message = `"${key}" não é uma data dos dados ("format": "date").`
      report.critical('not_a_date', `/dates/${index}/key`, message)
    }
    if (seen.has(key)) {
      report.critical('duplicate_date', `/dates/${index}/key`, `A data "${key}" está repetida.`)
    }
    seen.add(key)
  }
}
