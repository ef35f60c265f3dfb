import { FOLDS } from '../operators/flow.ts'
import type { AnyRun, Operator } from '../operators/operator.ts'
import { argPath, spend, type Run } from '../run.ts'
import { toBoolean, toList, type Value } from '../values.ts'
import { compileArg, enroll, enter, type Closure, type Context } from './node.ts'

interface Iterator {
  /** Number of the node. */
  readonly at: number
  /** Verifies and counts the list before the body runs on any element. */
  readonly readList: (run: Run, scope: Value) => readonly Value[]
  readonly body: Closure
  /** The body as a condition on one element. */
  readonly holds: (run: Run, element: Value) => boolean
}

function compileIterator(op: string, args: readonly unknown[], context: Context): Iterator {
  const at = enroll(op, context)
  const list = compileArg(op, args, 0, context)
  const path = argPath(context.path, op, 1)
  const body = context.compile(args[1], { ...context, path, root: false })
  return {
    at,
    body,
    readList: (run, scope) => {
      enter(run, at)
      const value = list(run, scope)
      run.at = at
      const elements = toList(value, 0)
      spend(run, elements.length)
      return elements
    },
    holds: (run, element) => {
      const condition = body(run, element)
      run.at = at
      return toBoolean(condition, 1)
    },
  }
}

export function compileMap(args: readonly unknown[], context: Context): Closure {
  const { readList, body } = compileIterator('map', args, context)
  return (run, scope) => readList(run, scope).map((element) => body(run, element))
}

export function compileFilter(args: readonly unknown[], context: Context): Closure {
  const { readList, holds } = compileIterator('filter', args, context)
  return (run, scope) => readList(run, scope).filter((element) => holds(run, element))
}

/** `all` of an empty list is false, as in JSON-Logic. */
export function compileQuantifier(
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

/** Conditions or values of every element first, then the operator's own function on what they gave. */
export function compileFold(
  operator: Operator,
  args: readonly unknown[],
  context: Context
): Closure {
  const { name } = operator
  const { at, readList, body, holds } = compileIterator(name, args, context)
  const finish = operator.run as unknown as AnyRun
  const isFilter = FOLDS.get(name) === 'filter'
  return (run, scope) => {
    const elements = readList(run, scope)
    const values = isFilter
      ? elements.filter((element) => holds(run, element))
      : elements.map((element) => body(run, element))
    run.at = at
    return finish(values)
  }
}

export function compileReduce(args: readonly unknown[], context: Context): Closure {
  const { readList, body } = compileIterator('reduce', args, context)
  const initial = compileArg('reduce', args, 2, context)
  return (run, scope) => {
    const elements = readList(run, scope)
    let accumulator = initial(run, scope)
    for (const current of elements) accumulator = body(run, { current, accumulator })
    return accumulator
  }
}
