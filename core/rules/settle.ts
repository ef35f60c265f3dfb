import { Dec } from '#core/money/index'
import type { Plan } from './answer.ts'
import { RuleError, type Place } from './errors.ts'
import type { JsonSchema, Outcome } from './types.ts'

/** Puts the outcomes of the rules that applied together by hit policy; `places` tells which rule gave each. */
export function settle(
  plan: Plan,
  outcomes: readonly Outcome[],
  places: readonly Place[]
): Outcome | readonly Outcome[] {
  if (plan.policy === 'all')
    return Object.freeze(outcomes.length > 0 ? outcomes : fallbackList(plan))
  const first = outcomes[0] ?? plan.fallback
  if (first === null) {
    const place = { ruleset: plan.ruleset, rule: null, path: '/default' }
    throw new RuleError('E_RULES_NO_HIT', place, 'inclua uma regra ou um resultado padrão')
  }
  return outcomes.length < 2 ? first : addOutcomes(plan.schema, outcomes, places)
}

function fallbackList(plan: Plan): Outcome[] {
  return plan.fallback === null ? [] : [plan.fallback]
}

function addOutcomes(
  schema: JsonSchema,
  outcomes: readonly Outcome[],
  places: readonly Place[]
): Outcome {
  const total: Record<string, unknown> = { ...outcomes[0] }
  for (let index = 1; index < outcomes.length; index++) {
    const place = places[index] as Place
    for (const [name, value] of Object.entries(outcomes[index] as Outcome)) {
      const at = { ...place, path: `${place.path}/then/${name}` }
      total[name] = Object.hasOwn(total, name)
        ? addField(schema.properties?.[name], [total[name], value], at)
        : value
    }
  }
  return Object.freeze(total)
}

/** Numbers are added, lists joined; anything else, `null` included, must be equal. */
function addField(
  schema: JsonSchema | undefined,
  [left, right]: readonly [unknown, unknown],
  place: Place
): unknown {
  if (Array.isArray(left) && Array.isArray(right)) return Object.freeze([...left, ...right])
  const isDecimal = schema?.format === 'decimal'
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right
    if (Number.isSafeInteger(sum)) return sum
    throw new RuleError('E_RULES_RANGE', place, 'a soma dos resultados é grande demais')
  }
  if (isDecimal && typeof left === 'string' && typeof right === 'string') {
    return Dec.of(left).plus(Dec.of(right)).toString()
  }
  if (JSON.stringify(left) === JSON.stringify(right)) return left
  const detail = 'as regras que se aplicam dão valores diferentes, que não se somam'
  throw new RuleError('E_RULES_OUTCOME', place, detail)
}
