import type { DemoGroup, DemoPlan } from './blueprint.ts'
import { generateGroup } from './generate_group.ts'
import { WRITTEN_ECONOMIES, writtenGroup } from './written_group.ts'

const ECONOMIES_PER_GROUP = 700
const MIN_GROUPS = 3
const SMALL_GROUPS = 2

export const groupCount = ({ economies, isSmall }: DemoPlan): number =>
  isSmall ? SMALL_GROUPS : Math.max(MIN_GROUPS, Math.round(economies / ECONOMIES_PER_GROUP))

/** The group of an index: pure, so that every part and every restarted run sees the same. */
export function groupOf(plan: DemoPlan, index: number): DemoGroup {
  if (plan.isSmall && index === 0) return writtenGroup(plan.asOf)
  return generateGroup({ ...plan, index, economies: economiesOf(plan, index) })
}

/** The economies divided among the groups; the first ones take what is left over. */
function economiesOf(plan: DemoPlan, index: number): number {
  if (plan.isSmall) return plan.economies - WRITTEN_ECONOMIES
  const groups = groupCount(plan)
  const each = Math.floor(plan.economies / groups)
  return each + (index < plan.economies % groups ? 1 : 0)
}
