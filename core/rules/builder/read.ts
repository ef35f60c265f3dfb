import { CONDITIONAL, ITERATORS } from '../operators/flow.ts'
import { operatorNamed } from '../operators/index.ts'
import { argPath } from '../run.ts'
import type { Expression } from '../types.ts'
import type { Block, Condition, Scalar, Value } from './types.ts'

/** Comparisons of two values, each with `left` and `right`. */
export const COMPARISONS: ReadonlySet<string> = new Set([
  ...['==', '!=', '<', '<=', '>', '>=', 'in', 'starts_with'],
  ...['date_before', 'date_on_or_before', 'date_after', 'date_on_or_after'],
])

const CONDITIONS: ReadonlySet<string> = new Set([...COMPARISONS, 'and', 'or', '!', 'is_null'])

interface Call {
  readonly op: string
  readonly args: readonly unknown[]
}

/** A condition of a rule for the builder. Loss-free: `writeCondition` gives the same JSON back. */
export function readCondition(expression: unknown, at: string): Condition {
  if (expression === true) return { kind: 'always', at }
  if (expression === false) return { kind: 'never', at }
  const call = callOf(expression)
  if (call === null) return fragment(expression, at)
  const known = compared(call, at) ?? joined(call, at)
  if (known !== null) return known
  const { op, args } = call
  if (op === 'var' && isPath(args)) return { kind: 'flag', at, path: args[0], expected: true }
  if (CONDITIONS.has(op)) return fragment(expression, at)
  const value = readValue(expression, at)
  return value.kind === 'fragment' ? fragment(expression, at) : { kind: 'value', at, value }
}

function joined({ op, args }: Call, at: string): Condition | null {
  if ((op === 'and' || op === 'or') && args.length > 0) {
    const items = args.map((one, i) => readCondition(one, argPath(at, op, i)))
    return { kind: 'group', op, at, items }
  }
  return op === '!' && args.length === 1 ? negation(args[0], at) : null
}

function compared({ op, args }: Call, at: string): Condition | null {
  const inner = (index: number) => argPath(at, op, index)
  if (op === 'is_null' && args.length === 1) {
    return { kind: 'empty', at, value: readValue(args[0], inner(0)) }
  }
  if ((op === '<' || op === '<=') && args.length === 3) {
    return { kind: 'between', op, at, parts: args.map((one, i) => readValue(one, inner(i))) }
  }
  if (COMPARISONS.has(op) && args.length === 2) {
    const [left, right] = [readValue(args[0], inner(0)), readValue(args[1], inner(1))]
    return { kind: 'compare', op, at, left, right }
  }
  return null
}

function negation(inner: unknown, at: string): Condition {
  const place = argPath(at, '!', 0)
  const item = readCondition(inner, place)
  if (item.kind === 'empty') return { kind: 'filled', at, value: item.value }
  if (item.kind === 'flag' && item.expected) {
    return { kind: 'flag', at, path: item.path, expected: false }
  }
  return { kind: 'not', at, item }
}

/** A value of a rule for the builder. Loss-free: `writeValue` gives the same JSON back. */
export function readValue(expression: unknown, at: string): Value {
  if (isScalar(expression)) return { kind: 'constant', at, value: expression }
  if (Array.isArray(expression)) {
    return expression.every(isScalar)
      ? { kind: 'list', at, items: expression, isLiteral: false }
      : fragment(expression, at)
  }
  const call = callOf(expression)
  return call === null ? fragment(expression, at) : readCall(call, expression, at)
}

function readCall({ op, args }: Call, expression: unknown, at: string): Value {
  if (op === 'var')
    return isPath(args) ? { kind: 'fact', at, path: args[0] } : fragment(expression, at)
  if (op === 'literal')
    return args.length === 1 ? literal(args[0], expression, at) : fragment(expression, at)
  if (op === 'if') return choice(args, expression, at)
  if (op === 'object') return object(args, expression, at)
  if (CONDITIONS.has(op)) {
    const condition = readCondition(expression, at)
    return condition.kind === 'fragment'
      ? fragment(expression, at)
      : { kind: 'condition', at, condition }
  }
  const operator = operatorNamed(op)
  if (operator === undefined || !fits(operator.params, args.length)) {
    return fragment(expression, at)
  }
  if (ITERATORS.has(op)) return overList(op, args, at)
  return { kind: 'call', at, op, args: args.map((one, i) => readValue(one, argPath(at, op, i))) }
}

function overList(op: string, args: readonly unknown[], at: string): Value {
  const place = (index: number) => argPath(at, op, index)
  const list = readValue(args[0], place(0))
  if (CONDITIONAL.has(op)) {
    return { kind: 'kept', at, op, list, item: readCondition(args[1], place(1)) }
  }
  const item = readValue(args[1], place(1))
  const each = { kind: 'each', at, op, list, item } as const
  return args.length > 2 ? { ...each, start: readValue(args[2], place(2)) } : each
}

function fits(
  params: readonly { readonly optional?: true; readonly repeat?: number }[],
  count: number
): boolean {
  const needed = params.filter(({ optional }) => !optional).length
  return params.at(-1)?.repeat === undefined
    ? count >= needed && count <= params.length
    : count >= 1
}

function choice(args: readonly unknown[], expression: unknown, at: string): Value {
  if (args.length < 3 || args.length % 2 === 0) return fragment(expression, at)
  const place = (index: number) => argPath(at, 'if', index)
  const cases = Array.from({ length: (args.length - 1) / 2 }, (_, i) => ({
    when: readCondition(args[2 * i], place(2 * i)),
    then: readValue(args[2 * i + 1], place(2 * i + 1)),
  }))
  const last = args.length - 1
  return { kind: 'if', at, cases, otherwise: readValue(args[last], place(last)) }
}

function object(args: readonly unknown[], expression: unknown, at: string): Value {
  const names = args.filter((_, index) => index % 2 === 0)
  if (args.length % 2 !== 0 || !names.every((name) => typeof name === 'string')) {
    return fragment(expression, at)
  }
  const fields = names.map((name, i) => ({
    name,
    value: readValue(args[2 * i + 1], argPath(at, 'object', 2 * i + 1)),
  }))
  return { kind: 'object', at, fields }
}

function literal(value: unknown, expression: unknown, at: string): Value {
  if (!Array.isArray(value)) return fragment(expression, at)
  if (value.length > 0 && value.every(isBlock)) return { kind: 'blocks', at, rows: value }
  if (value.every(isScalar)) return { kind: 'list', at, items: value, isLiteral: true }
  return fragment(expression, at)
}

function isBlock(value: unknown): value is Block {
  if (typeof value !== 'object' || value === null) return false
  const names = Object.keys(value).sort()
  return names.join() === 'over,price,to' && Object.values(value).every(isScalar)
}

function callOf(expression: unknown): Call | null {
  if (typeof expression !== 'object' || expression === null || Array.isArray(expression))
    return null
  const [entry, more] = Object.entries(expression)
  if (entry === undefined || more !== undefined || !Array.isArray(entry[1])) return null
  return { op: entry[0], args: entry[1] }
}

const isPath = (args: readonly unknown[]): args is readonly [string] =>
  args.length === 1 && typeof args[0] === 'string'

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['boolean', 'number', 'string'].includes(typeof value)

const fragment = (expression: unknown, at: string) =>
  ({ kind: 'fragment', at, expression: expression as Expression }) as const
