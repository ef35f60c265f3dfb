import { readerAt, readPath, splitPath } from '../facts.ts'
import { lookupKey, readLookup, spend } from '../run.ts'
import { toBoolean } from '../values.ts'
import { compileArgs, enroll, enter, type Closure, type Context } from './node.ts'

/** A list of expressions written in a rule. */
export function compileList(elements: readonly unknown[], context: Context): Closure {
  const at = enroll('list', context)
  const parts = elements.map((element, index) =>
    context.compile(element, { ...context, path: `${context.path}/${index}` })
  )
  const cost = 1 + parts.length
  return (run, scope) => {
    run.at = at
    spend(run, cost)
    return parts.map((part) => part(run, scope))
  }
}

export function compileVar(args: readonly unknown[], context: Context): Closure {
  const at = enroll('var', context)
  const segments = splitPath(args[0] as string)
  const read = context.root ? readerAt(context.facts, segments) : null
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

export function compileLookup(args: readonly unknown[], context: Context): Closure {
  const at = enroll('lookup', context)
  if (args.length === 1) {
    const key = args[0] as string
    return (run) => {
      enter(run, at)
      return readLookup(run.lookups, key)
    }
  }
  const [prefix, rest] = compileArgs('lookup', args, context) as [Closure, Closure]
  return (run, scope) => {
    enter(run, at)
    const start = prefix(run, scope)
    const end = rest(run, scope)
    run.at = at
    return readLookup(run.lookups, lookupKey(start, end))
  }
}

export function compileIf(args: readonly unknown[], context: Context): Closure {
  const at = enroll('if', context)
  const parts = compileArgs('if', args, context)
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

/** `and` ends at the first condition that does not hold, `or` at the first that does. */
export function compileConditions(
  op: 'and' | 'or',
  args: readonly unknown[],
  context: Context
): Closure {
  const at = enroll(op, context)
  const parts = compileArgs(op, args, context)
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
