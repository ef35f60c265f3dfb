/** Operators that compute an expression on each element of a list, with a scope of its own. */
export const ITERATORS: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'all',
  'some',
  'none',
  'reduce',
])

/** Operators that decide what is computed; all others compute every argument first. */
export const FLOW: ReadonlySet<string> = new Set(['if', 'and', 'or', ...ITERATORS])
