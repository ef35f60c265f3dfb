import { MoneyError } from '#core/money/index'
import { Fault, RuleError, type Place } from './errors.ts'
import type { Lookups } from './types.ts'
import { admit, isForbiddenName, toText, type Value } from './values.ts'

/** Steps that one evaluation may take: operators called, elements walked, lists and texts grown. */
export const MAX_STEPS = 100_000

/** State of one evaluation, the same for both evaluators. */
export interface Run {
  readonly lookups: Lookups
  steps: number
  /** Number of the node that is being computed, for the place of an error. */
  at: number
  /** Values of the local names in force, by the depth at which each was given. */
  readonly locals: Value[]
}

export function startRun(lookups: Lookups): Run {
  return { lookups, steps: 0, at: 0, locals: [] }
}

/** Counts steps. Throws E_RULES_BUDGET. */
export function spend(run: Run, steps: number): void {
  run.steps += steps
  if (run.steps > MAX_STEPS) {
    throw new Fault('E_RULES_BUDGET', `passou de ${MAX_STEPS.toLocaleString('pt-BR')} passos`)
  }
}

/** Content of the pack by `kind/key`. Throws E_RULES_LOOKUP_MISSING. */
export function readLookup(lookups: Lookups, key: string): Value {
  if (Object.hasOwn(lookups, key) && !isForbiddenName(key)) return admit(lookups[key])
  throw new Fault('E_RULES_LOOKUP_MISSING', JSON.stringify(key.slice(0, 120)))
}

/** Key of a look-up by prefix and rest; a prefix without a bar gets one. */
export function lookupKey(prefix: Value, rest: Value): string {
  const start = toText(prefix, 0)
  const end = Number.isSafeInteger(rest) ? String(rest) : toText(rest, 1)
  return start.includes('/') ? start + end : `${start}/${end}`
}

/** An error of any origin as a `RuleError` at this place; what is no refusal of a rule passes unchanged. */
export function located(error: unknown, place: Place): unknown {
  if (error instanceof RuleError) return error
  if (error instanceof Fault) return new RuleError(error.code, place, error.message)
  if (error instanceof MoneyError) {
    const code = error.code === 'E_DEC_OVERFLOW' ? 'E_RULES_RANGE' : 'E_RULES_ARGUMENT'
    return new RuleError(code, place, error.people, { cause: error })
  }
  return error
}

/** JSON Pointer of an argument of an operator. */
export function argPath(path: string, op: string, arg: number): string {
  return `${path}/${pointer(op)}/${arg}`
}

/** One name as a token of a JSON Pointer (RFC 6901). */
export function pointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
