import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

const OVERLAP = '23P01'

export interface LeaseRow {
  readonly id: bigint
  readonly premise_id: bigint
  readonly customer_id: bigint
  readonly number: string | null
  readonly from_on: CivilDate
  readonly until_on: CivilDate | null
  readonly is_responsible: boolean
  readonly status: 'planned' | 'running' | 'ended' | 'cancelled'
}

export interface NewLease {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly customerId: bigint
  readonly number: string | null
  readonly from: CivilDate
  readonly until: CivilDate | null
  readonly isResponsible: boolean
  readonly status: 'planned' | 'running'
  readonly by: string
  readonly at: Date
}

/** Writes a rental contract. Errors: E_REGISTRY_LEASE_OVERLAP. */
export async function writeLease(tx: Tx, lease: NewLease): Promise<bigint> {
  const { premiseId, from, until } = lease
  try {
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into registry_leases (municipality_id, premise_id, customer_id, number, from_on, until_on, first_until_on,
         is_responsible, status, created_at, created_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[lease.municipalityId, premiseId, lease.customerId, lease.number, from, until, until],
        ...[lease.isResponsible, lease.status, lease.at, lease.by],
      ]
    )
    return row!.id
  } catch (error) {
    throw refusalOf(error, premiseId, from)
  }
}

function refusalOf(error: unknown, premise: bigint, from: CivilDate): unknown {
  if ((error as { code?: string }).code !== OVERLAP) return error
  return errors.E_REGISTRY_LEASE_OVERLAP({ premise, from: formatDate(from) }, { cause: error })
}

/** A contract of the municipality, locked. Errors: E_REGISTRY_LEASE_UNKNOWN. */
export async function lockLease(tx: Tx, municipalityId: bigint, id: bigint): Promise<LeaseRow> {
  const [lease] = await query<LeaseRow>(
    tx,
    `select id, premise_id, customer_id, number, from_on, until_on, is_responsible, status
       from registry_leases where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!lease) throw errors.E_REGISTRY_LEASE_UNKNOWN({ id })
  return lease
}

/** The contract under which the tenant of a premise stands ends on a day, whatever was agreed. */
export async function endRunningLease(tx: Tx, premiseId: bigint, on: CivilDate): Promise<void> {
  await query(
    tx,
    `update registry_leases set status = 'ended', ended_on = greatest(from_on, ?::date)
      where premise_id = ? and status = 'running'`,
    [on, premiseId]
  )
}

export interface Extension {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly until: CivilDate
  readonly by: string
  readonly at: Date
  readonly reason: string | null
}

/** Another last day of the running contract, with what was agreed before. Errors: E_REGISTRY_LEASE_OVERLAP. */
export async function extendLease(tx: Tx, given: Extension): Promise<void> {
  const { municipalityId, premiseId, until } = given
  try {
    await query(
      tx,
      `with extended as (
         update registry_leases new set until_on = ? from registry_leases old
          where new.premise_id = ? and new.status = 'running' and old.id = new.id
         returning new.id, old.until_on as before_on)
       insert into registry_lease_extensions (municipality_id, lease_id, before_on, until_on, extended_at, extended_by, reason)
       select ?, id, before_on, ?, ?, ?, ? from extended`,
      [until, premiseId, municipalityId, until, given.at, given.by, given.reason]
    )
  } catch (error) {
    throw refusalOf(error, premiseId, until)
  }
}

/** Contracts that a day brings to their end or to their beginning: those that end come first. */
export async function dueLeases(
  tx: Tx,
  municipalityId: bigint,
  today: CivilDate
): Promise<{ readonly id: bigint; readonly change: 'end' | 'start' }[]> {
  return query(
    tx,
    `select id, case status when 'running' then 'end' else 'start' end as change from registry_leases
      where municipality_id = ?
        and (status = 'running' and until_on < ? or status = 'planned' and from_on <= ?)
      order by (status = 'planned'), id`,
    [municipalityId, today, today]
  )
}
