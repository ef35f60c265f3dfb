import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

/** A premise as papers and forms name it: number, whole address, and what its people said of it. */
export interface PremiseIdentity {
  readonly id: bigint
  readonly registration_number: string
  readonly street: string
  readonly number: string | null
  readonly complement: string | null
  readonly district: string
  readonly zip_code: string | null
  readonly locality: string
  /** The municipality with its state: `Vale das Águas, MT`. */
  readonly city: string
  readonly residents: number | null
  readonly has_water_tank: boolean | null
  /** The customer who answers for its invoices on the day; null when nobody does. */
  readonly holder_id: bigint | null
}

interface Asked {
  readonly premiseId: bigint
  readonly on: CivilDate
}

/** Errors: E_REGISTRY_PREMISE_UNKNOWN. */
export async function premiseIdentity(
  tx: Tx,
  municipalityId: bigint,
  { premiseId, on }: Asked
): Promise<PremiseIdentity> {
  const [row] = await query<PremiseIdentity>(
    tx,
    `select p.id, p.registration_number, p.street, p.number, p.complement, p.district, p.zip_code, l.name as locality,
            m.name || ', ' || m.state as city, p.residents, p.has_water_tank,
            (select h.customer_id from registry_holdings h
              where h.premise_id = p.id and h.municipality_id = p.municipality_id and h.role = 'holder'
                and h.from_on <= ? and coalesce(h.until_on, ?) >= ? limit 1) as holder_id
       from registry_premises p
       join registry_localities l on l.id = p.locality_id
       join access_municipalities m on m.id = p.municipality_id
      where p.municipality_id = ? and p.id = ?`,
    [on, on, on, municipalityId, premiseId]
  )
  if (!row) throw errors.E_REGISTRY_PREMISE_UNKNOWN({ id: premiseId })
  return row
}

/** Who a customer is and how to write to them. */
export interface CustomerContact {
  readonly id: bigint
  readonly name: string
  readonly taxpayer_id: string | null
  readonly email: string | null
}

/** Errors: E_REGISTRY_CUSTOMER_UNKNOWN. */
export async function customerContact(
  tx: Tx,
  municipalityId: bigint,
  id: bigint
): Promise<CustomerContact> {
  const [row] = await query<CustomerContact>(
    tx,
    'select id, name, taxpayer_id, email from registry_customers where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!row) throw errors.E_REGISTRY_CUSTOMER_UNKNOWN({ id })
  return row
}
