import { daysBetween, isCivilDate, type CivilDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { splitPath } from '../facts.ts'
import { isDecimalText } from '../values.ts'
import { EVERY_NUMBER, onlyWhole, type Interval } from './interval.ts'
import { EVERYWHERE, UNKNOWN, both, isNowhere, type Limits, type Region } from './region.ts'
import { isNumeric, type Type } from './type.ts'

/** Alternatives that are followed; more than that and a condition is not analysed. */
const MAX_REGIONS = 32

type Order = '<' | '<=' | '>' | '>='

const FLIPPED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const
const NEGATED = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const
const DATE_ORDERS: Readonly<Record<string, Order>> = {
  date_before: '<',
  date_on_or_before: '<=',
  date_after: '>',
  date_on_or_after: '>=',
}

/** First day that a date can be: dates are compared by their distance from it. */
const FIRST_DAY = '0001-01-01' as CivilDate

/** The facts for which a condition holds, as alternatives; without any, it never does. */
export function regionsOf(condition: unknown, facts: Type): Region[] {
  return new Reading(facts).read(condition, true).filter((region) => !isNowhere(region))
}

/** Every value that the fact at a path can have, where the schema names them. */
export function domainAt(facts: Type, path: string): ReadonlySet<string> | null {
  return domainOf(typeAt(facts, path))
}

class Reading {
  readonly #facts: Type

  constructor(facts: Type) {
    this.#facts = facts
  }

  /** Regions where the condition turns out as wanted. */
  read(condition: unknown, wanted: boolean): Region[] {
    if (typeof condition === 'boolean') return condition === wanted ? [EVERYWHERE] : []
    if (typeof condition !== 'object' || condition === null || Array.isArray(condition))
      return [UNKNOWN]
    const [[op, args]] = Object.entries(condition) as [[string, readonly unknown[]]]
    if (op === '!') return this.read(args[0], !wanted)
    if (op === 'and' || op === 'or') {
      const parts = args.map((arg) => this.read(arg, wanted))
      return (op === 'and') === wanted ? allOf(parts) : anyOf(parts)
    }
    return this.#atom(op, args, wanted)
  }

  #atom(op: string, args: readonly unknown[], wanted: boolean): Region[] {
    const dates = DATE_ORDERS[op]
    if (dates !== undefined) return this.#ordered(dates, args, wanted)
    switch (op) {
      case '<':
      case '<=':
      case '>':
      case '>=':
        return this.#ordered(op, args, wanted)
      case '==':
      case '!=':
        return this.#equal(args, (op === '==') === wanted)
      case 'in':
        return this.#among(args, wanted)
      case 'is_null':
        return this.#equal([args[0], null], wanted)
      case 'var':
        return this.#equal([{ var: args }, true], wanted)
      default:
        return [UNKNOWN]
    }
  }

  #ordered(op: Order, args: readonly unknown[], wanted: boolean): Region[] {
    if (args.length === 3) {
      const parts = [args.slice(0, 2), args.slice(1)].map((two) => this.#ordered(op, two, wanted))
      return wanted ? allOf(parts) : anyOf(parts)
    }
    const path = pathOf(args[0])
    const order = path === null ? FLIPPED[op] : op
    const name = path ?? pathOf(args[1])
    const value = numberOf(path === null ? args[0] : args[1])
    if (name === null || value === null) return [UNKNOWN]
    return [this.#region(name, { range: rangeOf(wanted ? order : NEGATED[order], value) })]
  }

  #equal([left, right]: readonly unknown[], wanted: boolean): Region[] {
    const path = pathOf(left) ?? pathOf(right)
    if (path === null) return [UNKNOWN]
    const value = constantOf(pathOf(left) === null ? left : right)
    if (value === undefined) return [UNKNOWN]
    const number = isNumeric(this.#typeAt(path)) ? numberOf(value) : null
    if (number === null) return [this.#values(path, [value], wanted)]
    const point = { low: number, lowOpen: false, high: number, highOpen: false }
    if (wanted) return [this.#region(path, { range: point })]
    return (['<', '>'] as const).map((order) =>
      this.#region(path, { range: rangeOf(order, number) })
    )
  }

  #among([element, list]: readonly unknown[], wanted: boolean): Region[] {
    const path = pathOf(element)
    const written = constantOf(list)
    const values: readonly unknown[] | undefined = Array.isArray(written) ? written : undefined
    if (path === null || values === undefined || values.some(isCompound)) return [UNKNOWN]
    if (!isNumeric(this.#typeAt(path))) return [this.#values(path, values, wanted)]
    const parts = values.map((value) => this.#equal([element, value], wanted))
    return wanted ? anyOf(parts) : allOf(parts)
  }

  #values(path: string, values: readonly unknown[], wanted: boolean): Region {
    const named = new Set(values.map((value) => JSON.stringify(value)))
    const all = domainOf(this.#typeAt(path))
    if (wanted) return this.#region(path, { only: named })
    if (all === null) return this.#region(path, { not: named })
    return this.#region(path, { only: new Set([...all].filter((one) => !named.has(one))) })
  }

  #region(path: string, { range, ...limits }: Limits): Region {
    const type = this.#typeAt(path)
    const isWhole = type.kind === 'integer' || type.kind === 'date'
    const fitted = range === undefined ? {} : { range: isWhole ? onlyWhole(range) : range }
    const all = limits.only === undefined ? null : domainOf(type)
    const only = all && limits.only && new Set([...limits.only].filter((one) => all.has(one)))
    return {
      limits: new Map([[path, { ...limits, ...fitted, ...(only ? { only } : {}) }]]),
      exact: true,
    }
  }

  #typeAt(path: string): Type {
    return typeAt(this.#facts, path)
  }
}

function typeAt(facts: Type, path: string): Type {
  let type: Type | undefined = facts
  for (const segment of splitPath(path)) type = type?.fields?.[segment] ?? type?.element
  return type ?? { kind: 'any' }
}

function allOf(parts: readonly (readonly Region[])[]): Region[] {
  let found: Region[] = [EVERYWHERE]
  for (const part of parts) {
    found = found.flatMap((one) => part.map((other) => both(one, other)))
    found = found.filter((region) => !isNowhere(region))
    if (found.length > MAX_REGIONS) return [UNKNOWN]
  }
  return found
}

function anyOf(parts: readonly (readonly Region[])[]): Region[] {
  const found = parts.flat()
  return found.length > MAX_REGIONS ? [UNKNOWN] : found
}

function rangeOf(order: Order, value: Dec): Interval {
  const isOpen = order === '<' || order === '>'
  return order === '<' || order === '<='
    ? { ...EVERY_NUMBER, high: value, highOpen: isOpen }
    : { ...EVERY_NUMBER, low: value, lowOpen: isOpen }
}

/** Values that a fact can have, where the schema names them all. */
function domainOf(type: Type): ReadonlySet<string> | null {
  const empty = type.nullable === true ? ['null'] : []
  if (type.kind === 'boolean') return new Set(['true', 'false', ...empty])
  if (type.kind !== 'text' || type.values === undefined) return null
  return new Set([...type.values.map((value) => JSON.stringify(value)), ...empty])
}

function pathOf(expression: unknown): string | null {
  if (!isCompound(expression) || Array.isArray(expression)) return null
  const { var: args } = expression as { var?: readonly unknown[] }
  return typeof args?.[0] === 'string' && args[0] !== '' ? args[0] : null
}

/** A constant as written: a scalar, a list of scalars, or inside `literal` or `decimal`. */
function constantOf(expression: unknown): unknown {
  if (!isCompound(expression)) return expression
  if (Array.isArray(expression)) return expression.some(isCompound) ? undefined : expression
  const [[op, args]] = Object.entries(expression as object) as [[string, readonly unknown[]]]
  return op === 'literal' || (op === 'decimal' && !isCompound(args[0])) ? args[0] : undefined
}

function numberOf(expression: unknown): Dec | null {
  const value = constantOf(expression)
  if (isCivilDate(value)) return Dec.of(daysBetween(FIRST_DAY, value))
  if (typeof value === 'number') return Dec.of(value)
  return typeof value === 'string' && isDecimalText(value) ? Dec.of(value) : null
}

function isCompound(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
