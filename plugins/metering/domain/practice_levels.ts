export type Level = 1 | 2 | 3

/** Limits of the levels of AC-007 and AC-008. */
export interface MeteringLevels {
  readonly metered_above: number
  readonly metered_from: number
  readonly years_below: number
}

/** AC-007: how many of the active water connections have a meter; null where there is none. */
export function meteringLevel(
  { active, metered }: { readonly active: number; readonly metered: number },
  { metered_above: above, metered_from: from }: MeteringLevels
): Level | null {
  if (active === 0) return null
  if (metered * 100 > active * above) return 3
  return metered * 100 >= active * from ? 2 : 1
}

/** AC-008: the mean time since meters were installed or verified; without procedure or with meters of no date, level 1. */
export function ageLevel(
  facts: { readonly days: number | null; readonly undated: number; readonly hasProcedure: boolean },
  { years_below: years }: MeteringLevels
): Level {
  if (facts.days === null || facts.undated > 0 || !facts.hasProcedure) return 1
  return facts.days < years * 365.25 ? 3 : 2
}
