import type { DutiesMatrix, DutyActivity, FoundConflict } from './types.ts'

/** The pairs of activities that a set of permissions combines against the matrix. */
export function conflictsOf(
  permissions: ReadonlySet<string>,
  matrix: DutiesMatrix
): FoundConflict[] {
  const done = new Map(
    matrix.activities
      .filter((activity) => activity.permissions.some((name) => permissions.has(name)))
      .map((activity) => [activity.code, activity])
  )
  return matrix.conflicts.flatMap(({ a, b, because }) => {
    const pair = [done.get(a), done.get(b)]
    if (!pair[0] || !pair[1]) return []
    const [first, second] = inOrder(pair[0], pair[1])
    return [{ a: first, b: second, because }]
  })
}

const inOrder = (one: DutyActivity, other: DutyActivity): [DutyActivity, DutyActivity] =>
  one.code < other.code ? [one, other] : [other, one]

/** `“Faturar” e “Efetivar cadastro”`. */
export const pairText = ({ a, b }: Pick<FoundConflict, 'a' | 'b'>): string =>
  `“${a.title}” e “${b.title}”`

/** One name for a pair, whatever the order. */
export const pairKey = (a: string, b: string): string => [a, b].sort().join('+')

/**
 * Level of a practice: 3 when nobody combines any of its pairs, 2 when some pairs are kept apart, 1 otherwise; a binary one
 * has no level 2.
 * @param combined keys of the pairs that somebody combines, by an exception or not
 */
export function practiceLevel(
  { pairs, isBinary }: DutiesMatrix['practices'][number],
  combined: ReadonlySet<string>
): 1 | 2 | 3 {
  const broken = pairs.filter(([a, b]) => combined.has(pairKey(a, b))).length
  if (!broken) return 3
  return isBinary || broken === pairs.length ? 1 : 2
}
