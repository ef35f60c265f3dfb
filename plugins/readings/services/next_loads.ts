import { type Actor, participate } from '#core/actions/index'
import { type CivilDate, type RefMonth, clock, monthOf, nextMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { billingGroups } from '#plugins/registry/api'

/** The days on which a month of a group is to be loaded and read. */
export interface PlannedReading {
  readonly loadOn: CivilDate
  readonly readFromOn: CivilDate
  readonly readUntilOn: CivilDate
}

/**
 * Payload of the extension point `readings.months_planned`: who keeps the calendar of the groups puts in `planned` the days of
 * each group's month asked for; a group whose month nobody planned is left out.
 */
export interface MonthsPlanned {
  readonly wanted: readonly { readonly groupId: bigint; readonly reference: RefMonth }[]
  readonly planned: Map<bigint, PlannedReading>
}

/** The load that a group has next. */
export interface NextLoad {
  readonly groupId: bigint
  readonly groupName: string
  readonly reference: RefMonth
  readonly planned: PlannedReading | null
  /** The day that its registry is frozen on, when it is made now: the planned one, or today when that went by. */
  readonly loadOn: CivilDate
  readonly isLate: boolean
}

/** The next load of every group: of the month after its last one, in the order of the days planned. */
export async function nextLoads(
  tx: Tx,
  actor: Actor,
  today: CivilDate
): Promise<readonly NextLoad[]> {
  const { municipalityId } = actor
  const last = await lastLoads(tx, municipalityId)
  const groups = await billingGroups(tx, municipalityId)
  const wanted = groups.map(({ id: groupId }) => {
    const loaded = last.get(groupId)
    return { groupId, reference: loaded ? nextMonth(loaded) : monthOf(today) }
  })
  const asked: MonthsPlanned = { wanted, planned: new Map() }
  await participate('readings.months_planned', asked, {
    ...{ tx, municipalityId, actor },
    now: clock.now(),
  })
  return groups
    .map(({ id: groupId, name: groupName }, index) => {
      const planned = asked.planned.get(groupId) ?? null
      const isLate = planned !== null && planned.loadOn < today
      const loadOn = planned && !isLate ? planned.loadOn : today
      return { ...wanted[index]!, groupId, groupName, planned, loadOn, isLate }
    })
    .toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)))
}

/** Groups without a plan come last. */
const dayOf = ({ planned }: NextLoad): string => planned?.loadOn ?? '9999'

async function lastLoads(tx: Tx, municipalityId: bigint): Promise<ReadonlyMap<bigint, RefMonth>> {
  const rows = await query<{ billing_group_id: bigint; last: RefMonth }>(
    tx,
    `select billing_group_id, max(reference) as last from readings_loads where municipality_id = ? group by billing_group_id`,
    [municipalityId]
  )
  return new Map(rows.map(({ billing_group_id: id, last }) => [id, last]))
}
