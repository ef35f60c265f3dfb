import type { Decision, Expression, HitPolicy, JsonSchema, RulesetContent } from '../../types.ts'

export const DECIMAL: JsonSchema = { type: 'string', format: 'decimal' }
export const NULLABLE_DECIMAL: JsonSchema = { type: ['string', 'null'], format: 'decimal' }
export const TEXT: JsonSchema = { type: 'string' }
export const INTEGER: JsonSchema = { type: 'integer' }
export const BOOLEAN: JsonSchema = { type: 'boolean' }

/** A closed object that requires every property. */
export function closed(properties: Record<string, JsonSchema>): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  }
}

export function listOf(items: JsonSchema, maxItems = 12): JsonSchema {
  return { type: 'array', items, maxItems }
}

export const LINES = listOf(
  closed({
    from: DECIMAL,
    to: NULLABLE_DECIMAL,
    m3: DECIMAL,
    price: DECIMAL,
    amount: DECIMAL,
  })
)

export function decisionOf(
  facts: JsonSchema,
  outcome: JsonSchema,
  hit: HitPolicy = 'first'
): Decision {
  const name = 'test.decision'
  return {
    name,
    title: 'Decisão de teste',
    facts,
    outcome,
    hit,
    dates: [],
    ruleset: { decision: name, rules: [], default: null, examples: [] },
  }
}

/** A ruleset of rules `{ when, then }` with ids r1, r2, … */
export function contentOf(
  rules: readonly { readonly when: Expression; readonly then: Record<string, Expression> }[],
  fallback: RulesetContent['default'] = null
): RulesetContent {
  return {
    decision: 'test.decision',
    default: fallback,
    examples: [],
    rules: rules.map((rule, index) => ({
      id: `r${index + 1}`,
      title: `Regra ${index + 1}`,
      because: `Lei ${index + 1}`,
      ...rule,
    })),
  }
}
