import type { Decision, JsonSchema, RulesetContent } from '../types.ts'
import { type FieldInfo, fieldInfo } from './facts.ts'
import { schemaAt, splitPath } from '../facts.ts'
import { readCondition, readValue } from './read.ts'
import type { Condition, Value } from './types.ts'

export interface TableRow {
  readonly index: number
  /** Simple conditions on each fact of the columns. */
  readonly cells: ReadonlyMap<string, readonly Condition[]>
  /** What is no simple condition on one fact. */
  readonly others: readonly Condition[]
  readonly outcomes: ReadonlyMap<string, Value>
}

/** Rules as rows: the facts that conditions ask about and the fields of the outcome are the columns. */
export interface DecisionTable {
  readonly facts: readonly FieldInfo[]
  /** Whether some rule has conditions that stand in no column. */
  readonly hasOthers: boolean
  readonly outcomes: readonly string[]
  readonly rows: readonly TableRow[]
}

/** The decision table of a ruleset. Nothing is left out: what fits no column stands among the others of its row. */
export function tableOf(
  { rules }: RulesetContent,
  { facts, outcome }: Pick<Decision, 'facts' | 'outcome'>
): DecisionTable {
  const rows = rules.map((rule, index): TableRow => {
    const parts = conjunction(readCondition(rule.when, `/rules/${index}/when`))
    const cells = new Map<string, Condition[]>()
    for (const part of parts) {
      const path = factOf(part)
      if (path !== null) cells.set(path, [...(cells.get(path) ?? []), part])
    }
    const outcomes = Object.entries(rule.then).map(
      ([name, value]) => [name, readValue(value, `/rules/${index}/then/${name}`)] as const
    )
    const others = parts.filter((part) => factOf(part) === null && part.kind !== 'always')
    return { index, cells, others, outcomes: new Map(outcomes) }
  })
  const paths = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))]
  return {
    facts: paths.map((path) => {
      const schema = schemaAt(facts, splitPath(path))
      return fieldInfo(schema ?? {}, path)
    }),
    hasOthers: rows.some(({ others }) => others.length > 0),
    outcomes: outcomeNames(rules, outcome),
    rows,
  }
}

/** The fields that some rule fills, in the order of the decision. */
function outcomeNames(rules: RulesetContent['rules'], outcome: JsonSchema): string[] {
  const used = new Set(rules.flatMap(({ then }) => Object.keys(then)))
  const known = Object.keys(outcome.properties ?? {})
  return [
    ...known.filter((name) => used.has(name)),
    ...[...used].filter((name) => !known.includes(name)),
  ]
}

const conjunction = (condition: Condition): readonly Condition[] =>
  condition.kind === 'group' && condition.op === 'and'
    ? condition.items.flatMap(conjunction)
    : [condition]

/** The one fact that a simple condition asks about, or null. */
function factOf(condition: Condition): string | null {
  switch (condition.kind) {
    case 'flag':
      return condition.path
    case 'empty':
    case 'filled':
      return condition.value.kind === 'fact' ? condition.value.path : null
    case 'compare':
      return condition.left.kind === 'fact' ? condition.left.path : null
    case 'between':
      return condition.parts[1]?.kind === 'fact' ? condition.parts[1].path : null
    default:
      return null
  }
}
