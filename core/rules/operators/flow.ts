/** Iterators that end with a function of their own, by what it is given: the elements kept, or the values computed. */
export const FOLDS: ReadonlyMap<string, 'filter' | 'map'> = new Map([
  ['count', 'filter'],
  ['sum_of', 'map'],
  ['max_of', 'map'],
  ['min_of', 'map'],
])

/** Operators that compute an expression on each element of a list, with a scope of its own. */
export const ITERATORS: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'all',
  'some',
  'none',
  'reduce',
  ...FOLDS.keys(),
])

/** Iterators whose expression is a condition on the element. */
export const CONDITIONAL: ReadonlySet<string> = new Set(['filter', 'all', 'some', 'none', 'count'])

/** Operators that decide what is computed; all others compute every argument first. */
export const FLOW: ReadonlySet<string> = new Set(['if', 'and', 'or', ...ITERATORS])
