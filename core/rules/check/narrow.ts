/** Stands before a local name among the paths, of which none begins so. */
export const LOCAL = '\u0000'

/** Paths of `var`s, and local names, that hold a value, not `null`, wherever the condition has turned out so. */
export function presentWhen(condition: unknown, outcome: boolean): readonly string[] {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return []
  const [entry] = Object.entries(condition) as [string, readonly unknown[]][]
  if (entry === undefined) return []
  const [op, args] = entry
  switch (op) {
    case 'is_null':
      return outcome ? [] : varPaths(args)
    case '!':
      return presentWhen(args[0], !outcome)
    case 'and':
      return outcome ? args.flatMap((arg) => presentWhen(arg, true)) : []
    case 'or':
      return outcome ? [] : args.flatMap((arg) => presentWhen(arg, false))
    case '==':
    case '!=':
      return presentByEquality(args, (op === '==') === outcome)
    default:
      return []
  }
}

/** Equal to something written that is not `null`, or different from `null`. */
function presentByEquality(args: readonly unknown[], equal: boolean): readonly string[] {
  const other = args.find((arg) => varPaths([arg]).length === 0)
  const isWritten = other !== undefined && (typeof other !== 'object' || other === null)
  return isWritten && (other !== null) === equal ? varPaths(args) : []
}

function varPaths(expressions: readonly unknown[]): string[] {
  return expressions.flatMap((expression) => {
    if (typeof expression !== 'object' || expression === null) return []
    if (Object.hasOwn(expression, 'local')) {
      return [LOCAL + String((expression as { local: readonly unknown[] }).local[0])]
    }
    if (!Object.hasOwn(expression, 'var')) return []
    const [path] = (expression as { var: readonly unknown[] }).var
    return typeof path === 'string' ? [path] : []
  })
}
