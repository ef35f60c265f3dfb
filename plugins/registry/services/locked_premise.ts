import { todayIn } from '#core/access/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { PremiseKind } from '../domain/premise_facts.ts'
import { errors } from '../errors.ts'

export interface LockedPremise {
  readonly id: bigint
  readonly registration_number: string
  readonly kind: PremiseKind
  readonly parent_id: bigint | null
  readonly billing_group_id: bigint
  readonly status: 'active' | 'inactive'
  readonly due_day: number | null
  readonly delivery: 'physical' | 'alternative' | 'secondary'
  readonly holder_name: string | null
}

interface Named {
  readonly municipalityId: bigint
  readonly premiseId: bigint
}

/** The premise, locked until the transaction ends. Errors: E_REGISTRY_PREMISE_UNKNOWN. */
export async function lockPremise(
  tx: Tx,
  { municipalityId, premiseId }: Named
): Promise<LockedPremise> {
  const [premise] = await query<LockedPremise>(
    tx,
    `select id, registration_number, kind, parent_id, billing_group_id, status, due_day, delivery, holder_name
       from registry_premises where municipality_id = ? and id = ? for update`,
    [municipalityId, premiseId]
  )
  if (!premise) throw errors.E_REGISTRY_PREMISE_UNKNOWN({ id: premiseId })
  return premise
}

/** A customer that may answer for something: not one that became another. Errors: E_REGISTRY_CUSTOMER_UNKNOWN, E_REGISTRY_MERGED. */
export async function customerOf(
  tx: Tx,
  { municipalityId, customerId }: { readonly municipalityId: bigint; readonly customerId: bigint }
) {
  const [customer] = await query<{
    name: string
    taxpayer_id: string | null
    merged_into_id: bigint | null
  }>(
    tx,
    'select name, taxpayer_id, merged_into_id from registry_customers where municipality_id = ? and id = ?',
    [municipalityId, customerId]
  )
  if (!customer) throw errors.E_REGISTRY_CUSTOMER_UNKNOWN({ id: customerId })
  const { name, merged_into_id: into } = customer
  if (into !== null) throw errors.E_REGISTRY_MERGED({ id: customerId, name, into })
  return customer
}

/** What is registered today happened until today. Errors: E_REGISTRY_FUTURE. */
export async function refuseFuture(
  tx: Tx,
  municipalityId: bigint,
  on: CivilDate
): Promise<CivilDate> {
  const today = await todayIn(tx, municipalityId)
  if (on > today) {
    throw errors.E_REGISTRY_FUTURE({ on: formatDate(on), today: formatDate(today) })
  }
  return today
}
