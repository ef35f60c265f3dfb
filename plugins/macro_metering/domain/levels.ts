export type Level = 1 | 2 | 3

/** AC-076 to AC-081: all points equipped, some, or none; null where there are no points. */
export function equippedLevel(points: number, metered: number): Level | null {
  if (points === 0) return null
  if (metered === points) return 3
  return metered > 0 ? 2 : 1
}

/** AC-074: a register that is complete, and reviewed within its period. */
export function registerLevel(facts: {
  readonly meters: number
  readonly incomplete: number
  readonly isReviewed: boolean
}): Level | null {
  if (facts.meters === 0) return null
  if (facts.incomplete > 0) return 1
  return facts.isReviewed ? 3 : 2
}

/** How the volumes of a municipality came. */
export type Followed = 'supervisory' | 'typed' | 'file' | 'none'

/**
 * AC-082: 3 when every municipality is followed by the supervisory system alone, 2 when some is typed, 1 when some has only
 * sheets, or nothing.
 */
export function followedLevel(cities: readonly Followed[]): Level | null {
  if (!cities.length) return null
  if (cities.every((one) => one === 'supervisory')) return 3
  return cities.every((one) => one === 'supervisory' || one === 'typed') ? 2 : 1
}
