import { type RefMonth, civilDate, formatDate, formatRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../../errors.ts'

export interface MonthOfGroup {
  readonly municipalityId: bigint
  readonly group: bigint
  readonly reference: RefMonth
}

export interface StandingMonth {
  readonly groupName: string
  /** Null before the first run of the month. */
  readonly state: 'read' | 'billed' | 'closed' | null
  readonly closedBy: string | null
  /** As people read it. */
  readonly closedOn: string | null
  /** Runs that are going. */
  readonly running: number
  /** Premises of the month that wait for a run or for the next load. */
  readonly parked: number
}

interface Row {
  readonly name: string
  readonly state: StandingMonth['state']
  readonly closed_by: string | null
  readonly closed_on: string | null
  readonly running: number
  readonly parked: number
}

/**
 * How the month of a group stands.
 * @throws E_BILLING_GROUP_UNKNOWN
 */
export async function standingMonth(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, group, reference }: MonthOfGroup
): Promise<StandingMonth> {
  const [row] = await query<Row>(
    tx,
    `select g.name, m.state, m.closed_by, (m.closed_at at time zone a.time_zone)::date::text as closed_on,
            (select count(*)::int from billing_runs r where r.billing_group_id = g.id and r.reference = ? and r.state = 'running') as running,
            (select count(distinct p.set_key)::int from billing_parked p join billing_runs r on r.id = p.run_id
              where r.billing_group_id = g.id and r.reference = ? and p.state = 'waiting') as parked
       from registry_billing_groups g join access_municipalities a on a.id = g.municipality_id
       left join billing_group_months m on m.billing_group_id = g.id and m.reference = ?
      where g.municipality_id = ? and g.id = ?`,
    [reference, reference, reference, municipalityId, group]
  )
  if (!row) throw errors.E_BILLING_GROUP_UNKNOWN({ id: group })
  return {
    ...{ groupName: row.name, state: row.state, running: row.running, parked: row.parked },
    closedBy: row.closed_by,
    closedOn: row.closed_on && formatDate(civilDate(row.closed_on)),
  }
}

export const closedError = (reference: RefMonth, month: StandingMonth) =>
  errors.E_BILLING_MONTH_CLOSED({
    month: `${month.groupName} · ${formatRefMonth(reference)}`,
    ...{ by: month.closedBy ?? '', on: month.closedOn ?? '' },
  })

/**
 * Ordinary invoices of a month are issued until it is closed.
 * @throws E_BILLING_MONTH_CLOSED
 */
export async function requireOpenMonth(
  tx: Pick<Tx, 'rawQuery'>,
  asked: MonthOfGroup
): Promise<void> {
  const month = await standingMonth(tx, asked)
  if (month.state === 'closed') throw closedError(asked.reference, month)
}
