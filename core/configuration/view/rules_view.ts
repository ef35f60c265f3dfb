import type { Json } from '#core/database/index'
import { type Decision, type JsonSchema, type RulesetContent, builder } from '#core/rules/index'
import { conditionText, expressionText } from '../expression_text.ts'
import { unitText } from './texts.ts'

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

/** A ruleset as sentences, in the words of the Studio: titles of facts and results, names of their codes. */
export function rulesView(content: Json, decision: Decision | undefined): RulesView {
  const ruleset = content as unknown as RulesetContent
  const { facts = {}, outcome = {} } = decision ?? {}
  const fields = builder.outcomeFields(outcome)
  const fieldOf = (name: string) => fields.find(({ path }) => path === name) ?? null
  return {
    hit: decision ? HITS[decision.hit] : '',
    rules: ruleset.rules.map(({ id, title, when, then, because }) => ({
      id,
      title,
      when: conditionText(when, facts),
      then: namesInOrder(then, fields).map((name) => ({
        label: fieldOf(name)?.title ?? name,
        text: expressionText(then[name], facts, fieldOf(name)),
      })),
      because,
    })),
    fallback: fallbackText(ruleset, fields),
    examples: ruleset.examples.map(({ title }) => title),
  }
}

function fallbackText(
  { default: value }: RulesetContent,
  fields: readonly builder.FieldInfo[]
): string {
  const fieldOf = (name: string) => fields.find(({ path }) => path === name) ?? null
  if (value === null) return 'Nenhum: sem regra que se aplique, o caso para e é mostrado.'
  const said = (name: string, one: unknown) =>
    typeof one === 'object' && one !== null
      ? JSON.stringify(one)
      : builder.constantText(one as string | number | boolean | null, fieldOf(name))
  return namesInOrder(value, fields)
    .map((name) => `${fieldOf(name)?.title ?? name}: ${said(name, value[name])}`)
    .join('; ')
}

/** The fields that are filled, in the order of the decision. */
function namesInOrder(filled: object, fields: readonly builder.FieldInfo[]): string[] {
  const known = fields.map(({ path }) => path).filter((name) => name in filled)
  return [...known, ...Object.keys(filled).filter((name) => !known.includes(name))]
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
