import { Fault } from './errors.ts'
import { readerAt, readPath, splitPath } from './facts.ts'
import { deepFreeze } from './freeze.ts'
import { operatorNamed } from './operators/index.ts'
import type { AnyRun, Operator } from './operators/operator.ts'
import { lookupKey, pointer, readLookup, spend, type Run } from './run.ts'
import type { Expression, JsonSchema } from './types.ts'
import { isDecimalText, toBoolean, toDec, toList, type Value } from './values.ts'

/** An expression made ready: computes its value in a scope (the facts, or the element of an iterator). */
export type Closure = (run: Run, scope: Value) => Value

/** Where a node stands, for errors. */
export interface NodePlace {
  readonly path: string
  readonly op: string
}

/** What compilation shares: the schema of the facts and the places of the nodes by number. */
export interface Workshop {
  readonly facts: JsonSchema
  readonly places: NodePlace[]
}

interface Context {
  readonly workshop: Workshop
  readonly path: string
  /** Whether `var` sees the facts, whose decimals are turned by their schema, or an element. */
  readonly root: boolean
}

/** Compiles an expression of sound shape (`checkRuleset`) to closures. */
export function compileExpression(
  expression: Expression,
  workshop: Workshop,
  path: string
): Closure {
  return compile(expression, { workshop, path, root: true })
}

function compile(expression: unknown, context: Context): Closure {
  if (typeof expression !== 'object' || expression === null) {
    const value = expression as Value
    return () => value
  }
  if (Array.isArray(expression)) return compileList(expression, context)
  const [name] = Object.keys(expression) as [string]
  const args = (expression as Record<string, readonly unknown[]>)[name] as readonly unknown[]
  const special = SPECIAL.get(name)
  if (special !== undefined) return special(args, context)
  return compileEager(operatorNamed(name) as Operator, args, context)
}

function compileArg(
  op: string,
  args: readonly unknown[],
  index: number,
  context: Context
): Closure {
  const path = `${context.path}/${pointer(op)}/${index}`
  const root = context.root && !(index === 1 && ITERATORS.has(op))
  return compile(args[index], { workshop: context.workshop, path, root })
}

/** Gives the node a number under which errors find its place. */
function enroll(op: string, context: Context): number {
  return context.workshop.places.push({ path: context.path, op }) - 1
}

function enter(run: Run, at: number): void {
  run.at = at
  spend(run, 1)
}

function compileList(elements: readonly unknown[], context: Context): Closure {
  const at = enroll('list', context)
  const parts = elements.map((element, index) =>
    compile(element, { ...context, path: `${context.path}/${index}` })
  )
  const cost = 1 + parts.length
  return (run, scope) => {
    run.at = at
    spend(run, cost)
    return parts.map((part) => part(run, scope))
  }
}

function compileEager(operator: Operator, args: readonly unknown[], context: Context): Closure {
  const at = enroll(operator.name, context)
  const call = operator.run as unknown as AnyRun
  const parts = args.map((_, index) => compileOperand(operator, args, index, context))
  const { weight } = operator
  if (weight !== undefined || parts.length > 3) {
    return (run, scope) => {
      enter(run, at)
      const values = parts.map((part) => part(run, scope))
      run.at = at
      const value = call(...values)
      if (weight !== undefined) spend(run, weight(value, values))
      return value
    }
  }
  return compileShort(call, parts, at)
}

function constant(value: unknown): Closure {
  return () => value as Value
}

/** A text that stands where a number is wanted is read once, at compilation. */
function compileOperand(
  operator: Operator,
  args: readonly unknown[],
  index: number,
  context: Context
): Closure {
  const param = operator.params[Math.min(index, operator.params.length - 1)]
  const arg = args[index]
  if (param?.accepts === 'number' && typeof arg === 'string' && isDecimalText(arg)) {
    return constant(toDec(arg))
  }
  return compileArg(operator.name, args, index, context)
}

function compileShort(call: AnyRun, parts: readonly Closure[], at: number): Closure {
  const [first, second, third] = parts as [Closure, Closure?, Closure?]
  if (third !== undefined && second !== undefined) {
    return (run, scope) => {
      enter(run, at)
      const a = first(run, scope)
      const b = second(run, scope)
      const c = third(run, scope)
      run.at = at
      return call(a, b, c)
    }
  }
  if (second !== undefined) {
    return (run, scope) => {
      enter(run, at)
      const a = first(run, scope)
      const b = second(run, scope)
      run.at = at
      return call(a, b)
    }
  }
  return (run, scope) => {
    enter(run, at)
    const a = first(run, scope)
    run.at = at
    return call(a)
  }
}

type Special = (args: readonly unknown[], context: Context) => Closure

const ITERATORS: ReadonlySet<string> = new Set(['map', 'filter', 'all', 'some', 'none', 'reduce'])

const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['var', compileVar],
  ['lookup', compileLookup],
  ['literal', ([value]) => constant(deepFreeze(structuredClone(value)))],
  ['if', compileIf],
  ['and', (args, context) => compileConditions('and', args, context)],
  ['or', (args, context) => compileConditions('or', args, context)],
  ['map', compileMap],
  ['filter', compileFilter],
  ['all', (args, context) => compileQuantifier('all', args, context)],
  ['some', (args, context) => compileQuantifier('some', args, context)],
  ['none', (args, context) => compileQuantifier('none', args, context)],
  ['reduce', compileReduce],
])

function compileVar(args: readonly unknown[], context: Context): Closure {
  const at = enroll('var', context)
  const segments = splitPath(args[0] as string)
  const read = context.root ? readerAt(context.workshop.facts, segments) : null
  if (read === null) {
    return (run, scope) => {
      enter(run, at)
      return readPath(scope, segments)
    }
  }
  return (run, scope) => {
    enter(run, at)
    return read(readPath(scope, segments))
  }
}

function compileLookup(args: readonly unknown[], context: Context): Closure {
  const at = enroll('lookup', context)
  if (args.length === 1) {
    const key = args[0] as string
    return (run) => {
      enter(run, at)
      return readLookup(run.lookups, key)
    }
  }
  const prefix = compileArg('lookup', args, 0, context)
  const rest = compileArg('lookup', args, 1, context)
  return (run, scope) => {
    enter(run, at)
    const start = prefix(run, scope)
    const end = rest(run, scope)
    run.at = at
    return readLookup(run.lookups, lookupKey(start, end))
  }
}

function compileIf(args: readonly unknown[], context: Context): Closure {
  const at = enroll('if', context)
  const parts = args.map((_, index) => compileArg('if', args, index, context))
  const last = parts.length - 1
  return (run, scope) => {
    enter(run, at)
    for (let index = 0; index < last; index += 2) {
      const condition = (parts[index] as Closure)(run, scope)
      run.at = at
      if (toBoolean(condition, index)) return (parts[index + 1] as Closure)(run, scope)
    }
    return (parts[last] as Closure)(run, scope)
  }
}

function compileConditions(op: 'and' | 'or', args: readonly unknown[], context: Context): Closure {
  const at = enroll(op, context)
  const parts = args.map((_, index) => compileArg(op, args, index, context))
  const ending = op === 'or'
  return (run, scope) => {
    enter(run, at)
    for (const [index, part] of parts.entries()) {
      const condition = part(run, scope)
      run.at = at
      if (toBoolean(condition, index) === ending) return ending
    }
    return !ending
  }
}

/** List and body of an iterator; the list is verified and counted before the body runs. */
function compileIterator(op: string, args: readonly unknown[], context: Context) {
  const at = enroll(op, context)
  const list = compileArg(op, args, 0, context)
  const body = compileArg(op, args, 1, context)
  const readList = (run: Run, scope: Value): readonly Value[] => {
    enter(run, at)
    const value = list(run, scope)
    run.at = at
    const elements = toList(value, 0)
    spend(run, elements.length)
    return elements
  }
  const holds = (run: Run, element: Value): boolean => {
    const condition = body(run, element)
    run.at = at
    return toBoolean(condition, 1)
  }
  return { readList, body, holds }
}

function compileMap(args: readonly unknown[], context: Context): Closure {
  const { readList, body } = compileIterator('map', args, context)
  return (run, scope) => readList(run, scope).map((element) => body(run, element))
}

function compileFilter(args: readonly unknown[], context: Context): Closure {
  const { readList, holds } = compileIterator('filter', args, context)
  return (run, scope) => readList(run, scope).filter((element) => holds(run, element))
}

function compileQuantifier(
  op: 'all' | 'some' | 'none',
  args: readonly unknown[],
  context: Context
): Closure {
  const { readList, holds } = compileIterator(op, args, context)
  if (op === 'all') {
    return (run, scope) => {
      const elements = readList(run, scope)
      return elements.length > 0 && elements.every((element) => holds(run, element))
    }
  }
  const found = op === 'some'
  return (run, scope) => readList(run, scope).some((element) => holds(run, element)) === found
}

function compileReduce(args: readonly unknown[], context: Context): Closure {
  const { readList, body } = compileIterator('reduce', args, context)
  const initial = compileArg('reduce', args, 2, context)
  return (run, scope) => {
    const elements = readList(run, scope)
    let accumulator = initial(run, scope)
    for (const current of elements) accumulator = body(run, { current, accumulator })
    return accumulator
  }
}

/** The place of an error that arose while the node of this number was computed. */
export function placeOf(places: readonly NodePlace[], at: number, error: unknown): string {
  const place = places[at]
  if (place === undefined) return ''
  const arg = error instanceof Fault ? error.arg : undefined
  return arg === undefined ? place.path : `${place.path}/${pointer(place.op)}/${arg}`
}
