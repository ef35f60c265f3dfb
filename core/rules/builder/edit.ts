import type { Decision, Expression, Rule, RulesetContent } from '../types.ts'
import { type FieldInfo, sampleOf } from './facts.ts'
import { readCondition } from './read.ts'
import type { Condition } from './types.ts'
import { writeCondition } from './write.ts'

/** A way to compare that a person chooses for a fact: its key is the operator, or a form of its own. */
export interface Choice {
  readonly key: string
  readonly title: string
}

const EQUAL = { key: '==', title: 'é igual a' }
const DIFFERENT = { key: '!=', title: 'é diferente de' }
const AMONG = { key: 'in', title: 'está em' }
const EMPTY: readonly Choice[] = [
  { key: 'filled', title: 'está preenchido' },
  { key: 'empty', title: 'está vazio' },
]
const NUMBERS: readonly Choice[] = [
  { key: '>', title: 'é maior que' },
  { key: '>=', title: 'é no mínimo' },
  { key: '<', title: 'é menor que' },
  { key: '<=', title: 'é no máximo' },
  EQUAL,
  DIFFERENT,
  { key: 'between', title: 'vai de … a …' },
]
const DATES: readonly Choice[] = [
  { key: 'date_before', title: 'é antes de' },
  { key: 'date_on_or_before', title: 'é até' },
  { key: 'date_after', title: 'é depois de' },
  { key: 'date_on_or_after', title: 'é a partir de' },
  EQUAL,
  DIFFERENT,
]

/** How a fact can be compared. */
export function comparisonsOf(
  info: Pick<FieldInfo, 'type' | 'isNullable'> | null
): readonly Choice[] {
  const own = ownComparisons(info?.type ?? 'any')
  return info === null || info.isNullable || info.type === 'any' ? [...own, ...EMPTY] : own
}

function ownComparisons(type: FieldInfo['type']): readonly Choice[] {
  switch (type) {
    case 'decimal':
    case 'integer':
      return NUMBERS
    case 'date':
      return DATES
    case 'boolean':
      return [
        { key: 'yes', title: 'sim' },
        { key: 'no', title: 'não' },
      ]
    case 'choice':
      return [EQUAL, DIFFERENT, AMONG]
    case 'text':
      return [EQUAL, DIFFERENT, AMONG, { key: 'starts_with', title: 'começa com' }]
    case 'list':
    case 'object':
      return []
    case 'any':
      return [...NUMBERS, AMONG]
  }
}

/** Which of the choices a condition is now; null when it is none of them. */
export function choiceOf(condition: Condition): string | null {
  if (condition.kind === 'compare') return condition.op
  if (condition.kind === 'between') return condition.op === '<=' ? 'between' : null
  if (condition.kind === 'flag') return condition.expected ? 'yes' : 'no'
  return condition.kind === 'empty' || condition.kind === 'filled' ? condition.kind : null
}

/** The first value that a comparison with a fact starts with. */
export function startValue(info: FieldInfo | null, key: string): Expression {
  const first = firstConstant(info)
  return key === 'in' ? { literal: [[first]] } : first
}

function firstConstant(info: FieldInfo | null) {
  switch (info?.type) {
    case 'decimal':
    case 'integer':
      return 0
    case 'date':
      return '2026-01-01'
    case 'boolean':
      return true
    default:
      return info?.options?.[0]?.value ?? ''
  }
}

/** A comparison of a value by one of the choices, keeping what it was compared with where that still fits. */
export function compareBy(
  key: string,
  {
    left,
    right,
    info,
  }: { readonly left: Expression; readonly right?: Expression; readonly info: FieldInfo | null }
): Expression {
  switch (key) {
    case 'yes':
      return left
    case 'no':
      return { '!': [left] }
    case 'empty':
      return { is_null: [left] }
    case 'filled':
      return { '!': [{ is_null: [left] }] }
    case 'between': {
      const limit = isList(right) || right === undefined ? startValue(info, key) : right
      return { '<=': [limit, left, limit] }
    }
    default: {
      const fits = right !== undefined && (key === 'in') === isList(right)
      return { [key]: [left, fits ? right : startValue(info, key)] }
    }
  }
}

const isList = (expression: Expression | undefined) =>
  Array.isArray(expression) ||
  (typeof expression === 'object' &&
    expression !== null &&
    Array.isArray((expression as { literal?: unknown[] }).literal?.[0]))

/** A new condition on a fact; what may be empty is asked first whether it is filled. */
export function conditionOn(info: FieldInfo): Expression[] {
  const left: Expression = { var: [info.path] }
  if (info.type === 'list') return [{ some: [left, true] }]
  const key = comparisonsOf({ ...info, isNullable: false })[0]?.key ?? 'filled'
  const test = compareBy(key, { left, info })
  return info.isNullable && key !== 'filled' ? [compareBy('filled', { left, info }), test] : [test]
}

/** A condition with more conditions that must hold too (or of which one may hold), each once. */
export function joinedWith(
  op: 'and' | 'or',
  when: Expression,
  more: readonly Expression[]
): Expression {
  const node = readCondition(when, '')
  const same = node.kind === 'group' && node.op === op
  const known = same ? node.items.map(writeCondition) : node.kind === 'always' ? [] : [when]
  const seen = new Set(known.map((one) => JSON.stringify(one)))
  const all = [...known, ...more.filter((one) => !seen.has(JSON.stringify(one)))]
  return all.length === 1 ? all[0]! : { [op]: all }
}

/** A group without one of its conditions: the last one left stands alone, and without any it always holds. */
export function withoutItem(group: Expression, index: number): Expression {
  const node = readCondition(group, '')
  if (node.kind !== 'group') return true
  const rest = node.items.filter((_, position) => position !== index).map(writeCondition)
  return rest.length === 0 ? true : rest.length === 1 ? rest[0]! : { [node.op]: rest }
}

/** A rule to begin with: it holds always, and answers the plainest outcome. */
export function newRule(decision: Decision, { rules }: RulesetContent): Rule {
  return {
    id: freeId('regra', rules),
    title: 'Nova regra',
    when: true,
    then: Object.fromEntries(
      Object.entries(decision.outcome.properties ?? {}).map(([name, schema]) => [
        name,
        asExpression(sampleOf(schema)),
      ])
    ),
    because: rules.at(-1)?.because ?? '',
  }
}

/** A copy of a rule under an id of its own. */
export const copyOfRule = (rule: Rule, { rules }: RulesetContent): Rule => ({
  ...rule,
  id: freeId(rule.id, rules),
  title: `${rule.title} (cópia)`,
})

/** Plain JSON as an expression: objects are built by their fields. */
export function asExpression(value: unknown): Expression {
  if (Array.isArray(value)) return value.length ? { literal: [value] } : { literal: [[]] }
  if (typeof value !== 'object' || value === null) return value as Expression
  return {
    object: Object.entries(value).flatMap(([name, inner]) => [name, asExpression(inner)]),
  }
}

function freeId(wanted: string, rules: readonly Rule[]): string {
  const taken = new Set(rules.map(({ id }) => id))
  const base = wanted.replace(/_\d+$/, '')
  let number = 2
  if (!taken.has(wanted)) return wanted
  while (taken.has(`${base}_${number}`)) number++
  return `${base}_${number}`
}
