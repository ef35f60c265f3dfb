import type { Json } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { Decision, JsonSchema, RulesetContent } from '#core/rules/index'
import { expressionText } from '../expression_text.ts'
import { decimalText, unitText } from './texts.ts'

export interface RuleView {
  readonly id: string
  readonly title: string
  readonly when: string
  readonly then: readonly { readonly label: string; readonly text: string }[]
  readonly because: string
}

export interface RulesView {
  readonly hit: string
  readonly rules: readonly RuleView[]
  readonly fallback: string
  readonly examples: readonly string[]
}

const HITS: Readonly<Record<Decision['hit'], string>> = {
  first: 'Vale a primeira regra cuja condição é verdadeira.',
  all: 'Valem todas as regras cuja condição é verdadeira, na ordem.',
  sum: 'Somam-se os resultados das regras cuja condição é verdadeira.',
}

/** A ruleset as sentences, with the titles that the decision gives its facts and outcome. */
export function rulesView(content: Json): RulesView {
  const ruleset = content as unknown as RulesetContent
  const decision = registries().decisions.find(ruleset.decision)
  const nameOf = (field: string) => decision?.outcome.properties?.[field]?.title ?? field
  return {
    hit: decision ? HITS[decision.hit] : '',
    rules: ruleset.rules.map(({ id, title, when, then, because }) => ({
      id,
      title,
      when: when === true ? 'sempre' : expressionText(when, decision?.facts),
      then: Object.entries(then).map(([field, expression]) => ({
        label: nameOf(field),
        text: expressionText(expression, decision?.facts),
      })),
      because,
    })),
    fallback: fallbackText(ruleset, nameOf),
    examples: ruleset.examples.map(({ title }) => title),
  }
}

function fallbackText({ default: value }: RulesetContent, nameOf: (field: string) => string) {
  if (value === null) return 'Nenhum: sem regra que se aplique, o caso para e é mostrado.'
  const fields = Object.entries(value)
  return fields.map(([field, one]) => `${nameOf(field)}: ${decimalText(one as Json)}`).join('; ')
}

export interface FieldHelp {
  readonly path: string
  readonly title: string
  readonly type: string
  readonly unit: string
}

const TYPES: Readonly<Record<string, string>> = {
  null: 'vazio',
  boolean: 'sim/não',
  integer: 'inteiro',
  string: 'texto',
  array: 'lista',
  object: 'objeto',
}

/** The facts or the outcome of a decision, flat, for who writes a rule. */
export function fieldsHelp(schema: JsonSchema, path = ''): FieldHelp[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const at = path ? `${path}.${name}` : name
    const own = {
      path: at,
      title: field.title ?? name,
      type: typeText(field),
      unit: unitText(field.unit),
    }
    const inner = field.properties ? field : field.items
    return inner?.properties && !field.items ? [own, ...fieldsHelp(inner, at)] : [own]
  })
}

function typeText({ type, format, enum: options }: JsonSchema): string {
  if (options) return options.map((one) => JSON.stringify(one)).join(' | ')
  const kinds = [type ?? 'object'].flat().map((kind) => TYPES[kind as string] ?? String(kind))
  if (format === 'decimal') return kinds.join(' ou ').replace('texto', 'decimal')
  if (format === 'date') return kinds.join(' ou ').replace('texto', 'data')
  return kinds.join(' ou ')
}
