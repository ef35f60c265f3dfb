import { argPath } from '../run.ts'
import type { Value } from '../values.ts'
import { compileArg, enroll, enter, type Closure, type Context } from './node.ts'

/** Names and values one after the other, each value seeing the names before it; then what is computed with them. */
export function compileLet(args: readonly unknown[], context: Context): Closure {
  const at = enroll('let', context)
  const last = args.length - 1
  const values: Closure[] = []
  const first = context.locals.size
  let inner = context
  for (let index = 0; index < last; index += 2) {
    values.push(compileArg('let', args, index + 1, inner))
    const locals = new Map([...inner.locals, [args[index] as string, inner.locals.size] as const])
    inner = { ...inner, locals }
  }
  const body = inner.compile(args[last], { ...inner, path: argPath(context.path, 'let', last) })
  return (run, scope) => {
    enter(run, at)
    let slot = first
    for (const value of values) run.locals[slot++] = value(run, scope)
    return body(run, scope)
  }
}

export function compileLocal([name]: readonly unknown[], context: Context): Closure {
  const at = enroll('local', context)
  const slot = context.locals.get(name as string) as number
  return (run) => {
    enter(run, at)
    return run.locals[slot] as Value
  }
}
