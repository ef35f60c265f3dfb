import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

export interface ResponsibilityRow {
  readonly id: bigint
  readonly role: 'holder' | 'owner' | 'tenant'
  readonly customer_id: bigint
  readonly name: string
  readonly taxpayer_id: string | null
  readonly from_on: CivilDate
  readonly until_on: CivilDate | null
  readonly document_id: bigint | null
  readonly lease_id: bigint | null
  readonly lease_number: string | null
  readonly lease_from: CivilDate | null
  readonly lease_until: CivilDate | null
  readonly first_until_on: CivilDate | null
}

interface OfPremise {
  readonly municipalityId: bigint
  readonly premiseId: bigint
}

/**
 * Everybody who answered for a premise, owned it or rented it, newest first, each with the rental contract under which they
 * stood; with a day, only who stood on it.
 */
export function responsibilityHistory(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, premiseId }: OfPremise,
  on: CivilDate | null = null
): Promise<ResponsibilityRow[]> {
  return query<ResponsibilityRow>(
    tx,
    `select h.id, h.role, h.customer_id, c.name, c.taxpayer_id, h.from_on, h.until_on, h.document_id,
            l.id as lease_id, l.number as lease_number, l.from_on as lease_from,
            coalesce(l.until_on, h.lease_until) as lease_until, l.first_until_on
       from registry_holdings h
       join registry_customers c on c.id = h.customer_id
       left join registry_leases l on l.premise_id = h.premise_id and l.customer_id = h.customer_id
        and l.from_on = h.from_on and l.status in ('running', 'ended') and h.role in ('tenant', 'holder')
      where h.municipality_id = ? and h.premise_id = ?
        and (?::date is null or h.from_on <= ?::date and coalesce(h.until_on, ?::date) >= ?::date)
      order by h.from_on desc, array_position(array['holder', 'tenant', 'owner'], h.role), h.id desc`,
    [municipalityId, premiseId, on, on, on, on]
  )
}

export interface ExtensionRow {
  readonly lease_id: bigint
  readonly tenant: string
  readonly before_on: CivilDate | null
  readonly until_on: CivilDate
  readonly extended_at: Date
  readonly extended_by: string
  readonly reason: string | null
}

/** Every extension of the contracts of a premise, newest first. */
export function extensionsOf(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, premiseId }: OfPremise
): Promise<ExtensionRow[]> {
  return query<ExtensionRow>(
    tx,
    `select e.lease_id, c.name as tenant, e.before_on, e.until_on, e.extended_at, e.extended_by, e.reason
       from registry_lease_extensions e
       join registry_leases l on l.id = e.lease_id
       join registry_customers c on c.id = l.customer_id
      where e.municipality_id = ? and l.premise_id = ? order by e.id desc`,
    [municipalityId, premiseId]
  )
}
