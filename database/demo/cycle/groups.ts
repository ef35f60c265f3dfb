import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, addDays, firstDay, nextMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { detailOf } from '../steps.ts'
import { groupMonths } from '#plugins/billing/api'
import type { DemoPlan } from '../generator/blueprint.ts'
import { monthOf } from '#core/calendar/index'

/** The days of one group's month. */
export interface CycleDates {
  readonly loadedOn: CivilDate
  readonly readOn: CivilDate
  readonly issuedOn: CivilDate
}

export interface CycleGroup {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly reference: RefMonth
  readonly dates: CycleDates
}

/** Where the calendar has nothing, groups are read one after the other: each starts three days after the one before, within the first week and a half. */
function datesOf(reference: RefMonth, index: number): CycleDates {
  const loadedOn = addDays(firstDay(reference), 2 + (index % 3) * 3)
  return { loadedOn, readOn: addDays(loadedOn, 1), issuedOn: addDays(loadedOn, 3) }
}

/** The month that comes next for every group: the first of the demo, or the one after the last that was billed. */
export async function nextReference(municipalityId: bigint): Promise<RefMonth> {
  const [row] = await query<{ last: RefMonth | null }>(
    db,
    `select max(reference) as last from billing_runs where municipality_id = ? and state = 'done'`,
    [municipalityId]
  )
  if (row?.last) return nextMonth(row.last)
  const plan = (await detailOf(db, municipalityId, 'plan')) as DemoPlan
  return monthOf(plan.asOf)
}

/** The billing groups of the demo with the days that the billing calendar has for a month; the next one to bill when none is named. */
export async function demoGroups(municipalityId: bigint, wanted?: RefMonth): Promise<CycleGroup[]> {
  const reference = wanted ?? (await nextReference(municipalityId))
  const rows = await query<{ id: bigint; code: string; name: string }>(
    db,
    'select id, code, name from registry_billing_groups where municipality_id = ? order by code',
    [municipalityId]
  )
  const months = await groupMonths(
    db,
    municipalityId,
    rows.map(({ id: groupId }) => ({ groupId, reference }))
  )
  return rows.map((row, index) => {
    const month = months.get(row.id)
    return {
      ...{ ...row, reference },
      dates: month
        ? { loadedOn: month.load_on, readOn: month.read_from_on, issuedOn: month.bill_on }
        : datesOf(reference, index),
    }
  })
}
