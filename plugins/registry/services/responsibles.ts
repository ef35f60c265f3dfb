import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { type Extension, endRunningLease, extendLease } from './leases.ts'
import { customerOf, lockPremise } from './locked_premise.ts'

export const ROLE_WORDS = { owner: 'proprietário', tenant: 'inquilino' } as const

export interface NewResponsible {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly customerId: bigint
  readonly role: keyof typeof ROLE_WORDS
  readonly from: CivilDate
  /** Last day of the lease as agreed; only of a tenant. */
  readonly leaseUntil: CivilDate | null
}

interface OpenHolding {
  readonly id: bigint
  readonly customer_id: bigint
  readonly name: string
  readonly from_on: CivilDate
  readonly lease_until: CivilDate | null
}

/** The one who stands in a role today, if anyone does. */
export async function openHolding(
  tx: Tx,
  premiseId: bigint,
  role: 'holder' | 'owner' | 'tenant'
): Promise<OpenHolding | undefined> {
  const [open] = await query<OpenHolding>(
    tx,
    `select h.id, h.customer_id, c.name, h.from_on, h.lease_until from registry_holdings h
       join registry_customers c on c.id = h.customer_id
      where h.premise_id = ? and h.role = ? and h.until_on is null order by h.from_on desc limit 1`,
    [premiseId, role]
  )
  return open
}

/**
 * Makes a customer the owner or the tenant of a premise; the former one stays in the history with an end.
 * Errors: E_REGISTRY_PREMISE_UNKNOWN, E_REGISTRY_CUSTOMER_UNKNOWN, E_REGISTRY_ROLE_DATE, E_REGISTRY_LEASE_END.
 * @returns the names of both.
 */
export async function setResponsible(
  tx: Tx,
  given: NewResponsible
): Promise<{ readonly name: string; readonly former: string | null }> {
  const { municipalityId, premiseId, customerId, role, from, leaseUntil } = given
  await lockPremise(tx, given)
  if (leaseUntil !== null) refuseBefore(premiseId, from, leaseUntil)
  const { name } = await customerOf(tx, given)
  const former = await openHolding(tx, premiseId, role)
  // Who rents already without a contract gets one: the days of the tenancy stay.
  if (role === 'tenant' && former?.customer_id === customerId && former.from_on === from) {
    await query(tx, 'update registry_holdings set lease_until = ? where id = ?', [
      leaseUntil,
      former.id,
    ])
    return { name, former: null }
  }
  if (former && former.from_on >= from) {
    throw errors.E_REGISTRY_ROLE_DATE({
      ...{ premise: premiseId, from },
      role: ROLE_WORDS[role],
      since: formatDate(former.from_on),
    })
  }
  await query(
    tx,
    `update registry_holdings set until_on = ? where premise_id = ? and role = ? and until_on is null`,
    [addDays(from, -1), premiseId, role]
  )
  if (role === 'tenant') await endRunningLease(tx, premiseId, addDays(from, -1))
  await query(
    tx,
    `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on, lease_until)
     values (?, ?, ?, ?, ?, ?)`,
    [municipalityId, premiseId, customerId, role, from, leaseUntil]
  )
  return { name, former: former?.name ?? null }
}

/** A lease ends on the day it began, or later. */
function refuseBefore(premise: bigint, from: CivilDate, until: CivilDate): void {
  if (until < from) throw errors.E_REGISTRY_LEASE_END({ premise, until, since: formatDate(from) })
}

/**
 * Agrees another last day of the lease of the tenant who stands. Errors: E_REGISTRY_NO_TENANT, E_REGISTRY_LEASE_END.
 * @returns the tenant with the last day agreed before.
 */
export async function changeLease(tx: Tx, given: Extension): Promise<OpenHolding> {
  await lockPremise(tx, given)
  const tenant = await openHolding(tx, given.premiseId, 'tenant')
  if (!tenant) throw errors.E_REGISTRY_NO_TENANT({ premise: given.premiseId })
  refuseBefore(given.premiseId, tenant.from_on, given.until)
  await query(tx, 'update registry_holdings set lease_until = ? where id = ?', [
    given.until,
    tenant.id,
  ])
  await extendLease(tx, given)
  return tenant
}

/**
 * Who answers for a premise when its tenant leaves: the owner, or, where none is registered, who answered before.
 * @returns null when neither is known.
 */
export async function returnsTo(
  tx: Tx,
  premiseId: bigint,
  tenantId: bigint
): Promise<bigint | null> {
  const [next] = await query<{ customer_id: bigint }>(
    tx,
    `select customer_id from registry_holdings
      where premise_id = ? and customer_id <> ?
        and (role = 'owner' and until_on is null or role = 'holder' and until_on is not null)
      order by (role = 'holder'), from_on desc limit 1`,
    [premiseId, tenantId]
  )
  return next?.customer_id ?? null
}

/** Ends the lease on its last day. Errors: E_REGISTRY_NO_TENANT, E_REGISTRY_ROLE_DATE. */
export async function endTenancy(
  tx: Tx,
  given: { readonly municipalityId: bigint; readonly premiseId: bigint; readonly on: CivilDate }
): Promise<OpenHolding> {
  await lockPremise(tx, given)
  const tenant = await openHolding(tx, given.premiseId, 'tenant')
  if (!tenant) throw errors.E_REGISTRY_NO_TENANT({ premise: given.premiseId })
  if (tenant.from_on > given.on) {
    throw errors.E_REGISTRY_ROLE_DATE({
      ...{ premise: given.premiseId, from: given.on, role: ROLE_WORDS.tenant },
      since: formatDate(tenant.from_on),
    })
  }
  await query(tx, 'update registry_holdings set until_on = ? where id = ?', [given.on, tenant.id])
  await endRunningLease(tx, given.premiseId, given.on)
  return tenant
}
