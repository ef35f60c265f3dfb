import type { DemoGroup, DemoPlan } from './blueprint.ts'
import { generateGroup } from './generate_group.ts'
import { joinGroups } from './join_groups.ts'
import { WRITTEN_ECONOMIES, writtenGroup } from './written_group.ts'

/** Two neighbourhoods: what a reader walks in three days. */
const ECONOMIES_PER_TRACT = 700
const MIN_GROUPS = 3
/** A month has some twenty working days, and a utility reads a group on each: larger ones have larger groups, not more. */
const MAX_GROUPS = 20
const SMALL_GROUPS = 2

const tractCount = ({ economies }: DemoPlan): number =>
  Math.max(MIN_GROUPS, Math.round(economies / ECONOMIES_PER_TRACT))

export const groupCount = (plan: DemoPlan): number =>
  plan.isSmall ? SMALL_GROUPS : Math.min(tractCount(plan), MAX_GROUPS)

/** The group of an index: pure, so that every part and every restarted run sees the same. */
export function groupOf(plan: DemoPlan, index: number): DemoGroup {
  if (plan.isSmall) {
    if (index === 0) return writtenGroup(plan.asOf)
    return generateGroup({ ...plan, index, economies: plan.economies - WRITTEN_ECONOMIES })
  }
  const first = firstTract(plan, index)
  const tracts = Array.from({ length: firstTract(plan, index + 1) - first }, (_, place) =>
    generateGroup({ ...plan, index: first + place, economies: economiesOf(plan, first + place) })
  )
  return joinGroups(tracts, index)
}

const firstTract = (plan: DemoPlan, index: number): number =>
  Math.floor((index * tractCount(plan)) / groupCount(plan))

/** The economies divided among the tracts; the first ones take what is left over. */
function economiesOf(plan: DemoPlan, tract: number): number {
  const tracts = tractCount(plan)
  const each = Math.floor(plan.economies / tracts)
  return each + (tract < plan.economies % tracts ? 1 : 0)
}
