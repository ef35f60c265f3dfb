import {
  type CompiledRuleset,
  type Decision,
  type Expression,
  type JsonSchema,
  type RulesetContent,
  checkRuleset,
  compileRuleset,
} from '#core/rules/index'
import type { Issue } from '#core/kernel/index'
import type { FieldType, RecordField } from '../types.ts'

type Values = Readonly<Record<string, unknown>>

const TEXT: JsonSchema = { type: ['string', 'null'] }
const DECIMAL: JsonSchema = { type: ['string', 'null'], format: 'decimal' }

/** What conditions see of a field; money is whole cents, references and months are texts. */
const FACTS: Readonly<Partial<Record<FieldType, JsonSchema>>> = {
  integer: { type: ['integer', 'null'] },
  money: { type: ['integer', 'null'], unit: 'BRL' },
  decimal: DECIMAL,
  volume: DECIMAL,
  date: { type: ['string', 'null'], format: 'date' },
  boolean: { type: ['boolean', 'null'] },
}

export interface FormAnswers {
  isVisible(name: string): boolean
  isRequired(name: string): boolean
}

const isConditional = ({ visibleWhen, requiredWhen }: RecordField) =>
  visibleWhen !== undefined || requiredWhen !== undefined

const visibleKey = (name: string) => `visible_${name}`
const requiredKey = (name: string) => `required_${name}`

/** What conditions on some fields may read, field by field. */
export const conditionFacts = (
  fields: readonly RecordField[]
): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(
    fields.map(({ name, label, type }) => [name, { title: label, ...(FACTS[type] ?? TEXT) }])
  )

/** All conditions of a form as one decision of the rules' room, so that both speak the same strict language. */
function formDecision(fields: readonly RecordField[]): {
  decision: Decision
  content: RulesetContent
} {
  const conditional = fields.filter(isConditional)
  const answers = conditional.flatMap(({ name, visibleWhen, requiredWhen }) => [
    ...(visibleWhen === undefined ? [] : [[visibleKey(name), visibleWhen] as const]),
    ...(requiredWhen === undefined ? [] : [[requiredKey(name), requiredWhen] as const]),
  ])
  const then: Record<string, Expression> = Object.fromEntries(answers)
  const properties = conditionFacts(fields)
  const content: RulesetContent = {
    decision: 'records.form',
    default: null,
    examples: [],
    rules: [
      {
        id: 'form',
        title: 'Campos',
        when: true,
        then,
        because: 'Condições dos campos do cadastro',
      },
    ],
  }
  const decision: Decision = {
    name: 'records.form',
    title: 'Campos do formulário',
    facts: closed(properties),
    outcome: closed(Object.fromEntries(answers.map(([key]) => [key, { type: 'boolean' }]))),
    hit: 'first',
    dates: [],
    ruleset: content,
  }
  return { decision, content }
}

const closed = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})

/** Findings on the conditions of some fields: unknown names, wrong types. */
export function checkConditions(fields: readonly RecordField[]): Issue[] {
  if (!fields.some(isConditional)) return []
  const { decision, content } = formDecision(fields)
  return checkRuleset(decision, content).filter(({ severity }) => severity === 'critical')
}

const compiled = new WeakMap<readonly RecordField[], CompiledRuleset>()

/**
 * Which fields show and which must be filled, for some values. A value that cannot be read counts as empty: it has a
 * message of its own.
 */
export function answerConditions(fields: readonly RecordField[], values: Values): FormAnswers {
  if (!fields.some(isConditional)) return ALWAYS
  let ruleset = compiled.get(fields)
  if (!ruleset) {
    const { decision, content } = formDecision(fields)
    ruleset = compileRuleset(decision, content)
    compiled.set(fields, ruleset)
  }
  const outcome = ruleset.evaluate(factsOf(fields, values)).outcome as Readonly<
    Record<string, boolean>
  >
  const isVisible = (name: string) => outcome[visibleKey(name)] ?? true
  const always = new Set(
    fields.filter((field) => field.isRequired && field.visibleWhen !== undefined).map((f) => f.name)
  )
  return {
    isVisible,
    isRequired: (name) => isVisible(name) && (outcome[requiredKey(name)] ?? always.has(name)),
  }
}

const ALWAYS: FormAnswers = { isVisible: () => true, isRequired: () => false }

function factsOf(fields: readonly RecordField[], values: Values): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, factOf(field, values[field.name])]))
}

const MOST = BigInt(Number.MAX_SAFE_INTEGER)

/** Rules count in safe integers: an amount beyond them is the last of them, and still above every limit that a rule can name. */
const safeCents = (cents: bigint): number =>
  Number(cents > MOST ? MOST : cents < -MOST ? -MOST : cents)

function factOf({ type }: RecordField, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return null
  if (type === 'money') return safeCents(BigInt(value as bigint | string))
  if (type === 'integer') return Number(value)
  if (type === 'boolean') return value === true
  if (value instanceof Date) return value.toISOString()
  return String(value)
}
